/** Changes that are copied from another vault of the same account. */
import type { Randomness } from '../platform/ports'
import { sealed, type NewPasskey } from './new-passkey'
import type { PasskeyBatch } from './passkey-batch'
import {
  recordKey,
  sealExtensions,
  toPasskey,
  withExtensions,
  withFields,
  type PasskeyFields,
  type StoredPasskey,
} from './stored-passkey'
import type { VaultKeys } from './vault-keys'

/** The fields that another vault may set. */
type CarriedFields = Pick<
  PasskeyFields,
  'userName' | 'userDisplayName' | 'edited' | 'renames' | 'hidden' | 'setBy' | 'signCount'
>

export type CarriedChange =
  /** A copy of a passkey, with the passkey's place in the other vault. */
  | { readonly copy: NewPasskey; readonly order: number }
  | { readonly passkeyId: Uint8Array; readonly trash: string }
  | CarriedValues

interface CarriedValues {
  readonly passkeyId: Uint8Array
  /** Whether to restore the passkey from the trash first. */
  readonly restore: boolean
  readonly set: CarriedFields
  /** The new contents of the large blob; undefined when they do not change. */
  readonly largeBlob: Uint8Array | undefined
}

interface Sealing {
  readonly keys: VaultKeys
  readonly random: Randomness
}

/**
 * Adds the changes to a batch.
 *
 * @throws when a passkey cannot be kept, or the batch cannot change it. The caller must keep the account's rule: one
 *   discoverable passkey.
 */
export function takeCarried(
  changes: readonly CarriedChange[],
  batch: PasskeyBatch,
  sealing: Sealing,
): void {
  for (const [index, change] of changes.entries()) {
    if ('copy' in change) {
      batch.deleteForever(recordKey(change.copy.passkey.credentialId))
      batch.add(sealed(change.copy, change.order, sealing), index)
    } else if ('trash' in change) {
      const stored = batch.find(recordKey(change.passkeyId))
      if (stored) batch.trash(stored, change.trash)
    } else setValues(change, batch, sealing)
  }
}

function setValues(
  { passkeyId, restore, set, largeBlob }: CarriedValues,
  batch: PasskeyBatch,
  sealing: Sealing,
): void {
  const key = recordKey(passkeyId)
  const trashed = restore ? batch.findTrashed(key) : undefined
  if (trashed) batch.restore(trashed)
  const stored = batch.find(key)
  if (!stored) throw new Error('There is no such passkey.')
  const blob = largeBlob && withBlob(stored, largeBlob, sealing)
  batch.change(withFields(stored, { ...set, ...blob }))
}

function withBlob(
  stored: StoredPasskey,
  largeBlob: Uint8Array,
  { keys, random }: Sealing,
): Pick<PasskeyFields, 'extensions' | 'sealedExtensions'> {
  const { credentialId } = stored
  return {
    extensions: { ...toPasskey(stored).extensions, largeBlobBytes: largeBlob.length },
    sealedExtensions: withExtensions(keys, stored, (secrets) =>
      sealExtensions(keys, credentialId, { ...secrets, largeBlob }, random),
    ),
  }
}
