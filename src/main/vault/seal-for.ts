/** Reseals an open vault for other ways to open it, with the same master key or a new one. */
import type { Header } from './header'
import { aboutSlot, areKnown, type KeySlot } from './key-slots'
import { conditionOf, type Keychain } from './keychain'
import { keychainShut } from './explanations'
import { keepMasterKey } from './master-key'
import { makePassphraseSlot, type PassphraseCost } from './passphrase'
import { makeRecoverySlot, type RecoveryRecipient } from './recovery-slot'
import { resealingFor } from './reseal'
import type { OpenContents } from './vault-access'
import { keyIdOf, MASTER_KEY_BYTES, VaultKeys } from './vault-keys'
import type { Randomness } from '../platform/ports'

/** Where the key of a vault in a file is stored. */
export interface KeyPlace {
  readonly keychain: Keychain
  /** The header of the vault's file, as last read or written. */
  readonly header: Header
  readonly passphraseCost: PassphraseCost
  /** Sets the header that the vault's file has from now on. */
  replaceHeader(header: Header): void
}

/** The ways that will open the vault. */
export type Plan = { readonly recovery: RecoveryRecipient | undefined } & (
  | { readonly sealedBy: 'keychain' }
  | { readonly sealedBy: 'passphrase'; readonly passphrase: string }
)

interface Parts {
  readonly place: KeyPlace
  readonly contents: OpenContents
  readonly random: Randomness
}

/**
 * Rewrites the vault's file. A new master key is in the keychain before the file needs it. The old key is never removed from
 * the keychain, because it opens the previous generation and the backups.
 *
 * @param inForce called once the vault is sealed for the plan.
 * @throws when that fails. The vault is sealed as before, unless `message` says otherwise.
 */
export async function sealFor(
  plan: Plan,
  key: 'same key' | 'new key',
  { place, contents, random }: Parts,
  inForce: () => void,
): Promise<void> {
  const { keys, records } = contents
  const { header } = place
  if (!areKnown(header.slots))
    throw new Error('A later Latchkey made a way to open this vault. Change it with that Latchkey.')
  const masterKey = key === 'new key' ? random.bytes(MASTER_KEY_BYTES) : keys.copyMasterKey()
  const names = { vaultId: header.vaultId, keyId: keyIdOf(masterKey) }
  const newKeys = new VaultKeys(masterKey, header.vaultId)
  try {
    const slots = await makeSlots(plan, place.passphraseCost, { masterKey, names, random })
    if (plan.sealedBy === 'keychain') await keepInKeychain(place.keychain, masterKey)
    const reseal = key === 'new key' ? resealingFor(keys, newKeys, random) : undefined
    const durable = await records.rewrite(
      { header: { keyId: names.keyId, slots }, keys: newKeys },
      reseal ?? ((operation) => operation),
      () => {
        keys.become(newKeys)
        place.replaceHeader({ ...header, ...names, slots })
        inForce()
      },
    )
    if (!durable) throw new Error(NOT_DURABLE)
  } finally {
    masterKey.fill(0)
    newKeys.wipe()
  }
}

const NOT_DURABLE =
  'The change was made, but the disk did not confirm it: after a power cut the vault may open as before. Make the change again.'

async function makeSlots(
  plan: Plan,
  cost: PassphraseCost,
  { masterKey, names, random }: NewSlots,
): Promise<KeySlot[]> {
  const about = aboutSlot(names)
  const first: KeySlot =
    plan.sealedBy === 'keychain'
      ? { kind: 'keychain' }
      : await makePassphraseSlot(plan.passphrase, masterKey, about, random, cost)
  if (!plan.recovery) return [first]
  return [first, makeRecoverySlot(plan.recovery, masterKey, about, random)]
}

interface NewSlots {
  readonly masterKey: Uint8Array
  readonly names: Pick<Header, 'vaultId' | 'keyId'>
  readonly random: Randomness
}

/** @throws an error for the user when the keychain does not hold the key afterwards. */
async function keepInKeychain(keychain: Keychain, masterKey: Uint8Array): Promise<void> {
  let kept: boolean
  try {
    kept = await keepMasterKey(keychain, masterKey)
  } catch (error) {
    throw new Error(keychainShut(conditionOf(error)).explanation, { cause: error })
  }
  if (!kept)
    throw new Error(
      'The keychain did not return the key that Latchkey stored in it. Check that the keychain works, then try again.',
    )
}
