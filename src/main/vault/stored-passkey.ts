/** A passkey as the vault's records hold it. */
import type { EditedNames, Hidden, Names, Rename } from '../../shared/passkey'
import { withRename } from '../../shared/rename-trail'
import {
  FOLLOWS_SITE,
  NO_EXTENSION_STATE,
  SET_BY_NONE,
  type AttestationFacts,
  type ExtensionSecrets,
  type ExtensionState,
  type Passkey,
  type SetBy,
} from '../webauthn/authenticator/ports'
import { decodeCbor, encodeCbor } from './cbor'
import { seal, unseal } from './seal'
import type { VaultKeys } from './vault-keys'
import type { Randomness } from '../platform/ports'

/** The collections' names in the file. */
export const PASSKEYS = 'passkeys'
export const TRASH = 'trash'

export interface StoredPasskey extends Omit<Passkey, FieldOfLaterBuilds> {
  /** Counts the passkeys of this vault. A newer passkey has a greater number. Times cannot tell, because clocks jump. */
  readonly order: number
  /** The private key, sealed a second time with a key of its own. */
  readonly sealedKey: Uint8Array
  /** Passkeys of an earlier build lack the next eight fields. */
  readonly extensions?: ExtensionState
  readonly edited?: EditedNames
  readonly renames?: readonly Rename[]
  readonly setBy?: SetBy
  readonly profile?: string | null
  readonly profileTitle?: string | null
  readonly verificationClaimed?: boolean
  readonly attestation?: AttestationFacts | null
  /** How an earlier build marked names that the user had edited. */
  readonly namesEdited?: boolean
  /** The latest change by a page. An earlier build kept only that change. */
  readonly lastRename?: FirstRename | null
  /** The contents of its extensions, sealed like the key; absent when there are no contents. */
  readonly sealedExtensions?: Uint8Array
}

type FieldOfLaterBuilds =
  | 'extensions'
  | 'edited'
  | 'renames'
  | 'setBy'
  | 'profile'
  | 'profileTitle'
  | 'verificationClaimed'
  | 'attestation'

interface FirstRename {
  readonly at: number
  readonly origin: string
  readonly before: Names
  readonly after: Names
}

export interface TrashRecord {
  readonly passkey: StoredPasskey
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** One sentence for the user. */
  readonly because: string
  /** The id of the entry of the signal that deleted the passkey; absent when the user or a newer passkey did. */
  readonly by?: string
  /** The trash clock at the deletion; absent when an earlier build without that clock deleted the passkey. */
  readonly clockAt?: number
}

/** A passkey's key in its collection. */
export function recordKey(credentialId: Uint8Array): string {
  const { buffer, byteOffset, length } = credentialId
  return Buffer.from(buffer, byteOffset, length).toString('base64url')
}

/** The passkey without its key. */
export function toPasskey(stored: StoredPasskey): Passkey {
  return {
    credentialId: stored.credentialId,
    rpId: stored.rpId,
    rpName: stored.rpName,
    userHandle: stored.userHandle,
    userName: stored.userName,
    userDisplayName: stored.userDisplayName,
    algorithm: stored.algorithm,
    discoverable: stored.discoverable,
    signCount: stored.signCount,
    backupEligible: stored.backupEligible,
    backedUp: stored.backedUp,
    transports: stored.transports,
    origin: stored.origin,
    profile: stored.profile ?? null,
    profileTitle: stored.profileTitle ?? null,
    verificationClaimed: stored.verificationClaimed ?? false,
    createdAt: stored.createdAt,
    lastUsedAt: stored.lastUsedAt,
    hidden: stored.hidden,
    edited: editedOf(stored),
    renames: renamesOf(stored),
    setBy: stored.setBy ?? SET_BY_NONE,
    extensions: stored.extensions ?? NO_EXTENSION_STATE,
    attestation: stored.attestation ?? null,
  }
}

/** An earlier build did not keep the site's name, so the user's own name stands in for it. */
function editedOf({ edited, namesEdited, userName, userDisplayName }: StoredPasskey): EditedNames {
  return edited ?? (namesEdited ? { userName, userDisplayName } : FOLLOWS_SITE)
}

function renamesOf({ renames, lastRename }: StoredPasskey): readonly Rename[] {
  if (renames) return renames
  return lastRename ? withRename([], { ...lastRename, by: 'page', entryId: null }) : []
}

/** The same passkey with some fields replaced, in the form of this build. */
export function withFields(stored: StoredPasskey, fields: PasskeyFields): StoredPasskey {
  const { order, sealedKey, sealedExtensions } = stored
  return {
    ...toPasskey(stored),
    order,
    sealedKey,
    ...(sealedExtensions && { sealedExtensions }),
    ...fields,
  }
}

/** The fields of a kept passkey that may change. */
export type PasskeyFields = Partial<{
  userName: string
  userDisplayName: string
  hidden: Hidden | null
  edited: EditedNames
  renames: readonly Rename[]
  setBy: SetBy
  signCount: number | null
  backupEligible: boolean
  backedUp: boolean
  lastUsedAt: number
  extensions: ExtensionState
  sealedExtensions: Uint8Array
}>

/** The properties of a passkey that a test driver may set. */
export type PasskeyProperties = Pick<PasskeyFields, 'signCount' | 'backupEligible' | 'backedUp'>

/** @param privateKey PKCS #8, DER. */
export function sealPrivateKey(
  keys: VaultKeys,
  credentialId: Uint8Array,
  privateKey: Uint8Array,
  random: Randomness,
): Uint8Array {
  return seal(keys.privateKeys, privateKey, keys.about(credentialId), random)
}

/** @returns PKCS #8, DER. */
export function openPrivateKey(keys: VaultKeys, stored: StoredPasskey): Uint8Array {
  const key = unseal(keys.privateKeys, stored.sealedKey, keys.about(stored.credentialId))
  if (!key) throw new Error('The private key of this passkey is damaged.')
  return key
}

export function sealExtensions(
  keys: VaultKeys,
  credentialId: Uint8Array,
  secrets: ExtensionSecrets,
  random: Randomness,
): Uint8Array {
  const encoded = encodeCbor(secrets)
  const sealedSecrets = seal(keys.extensions, encoded, keys.about(credentialId), random)
  encoded.fill(0)
  return sealedSecrets
}

/** Opens the sealed secrets while `use` runs. Overwrites their bytes when `use` returns or throws. */
export function withExtensions<T>(
  keys: VaultKeys,
  stored: StoredPasskey,
  use: (secrets: ExtensionSecrets) => T,
): T {
  if (!stored.sealedExtensions) return use({})
  const encoded = unseal(keys.extensions, stored.sealedExtensions, keys.about(stored.credentialId))
  if (!encoded) throw new Error('The extensions of this passkey are damaged.')
  try {
    return use(decodeCbor(encoded) as ExtensionSecrets)
  } finally {
    // The secrets are views of these bytes.
    encoded.fill(0)
  }
}
