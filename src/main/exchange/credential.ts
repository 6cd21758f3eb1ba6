/** A passkey with its private key, as test tools exchange credentials. Each format has its own file. */
import {
  FOLLOWS_SITE,
  PRF_SECRET_BYTES,
  SET_BY_NONE,
  type ExtensionSecrets,
  type Passkey,
} from '../webauthn/authenticator/ports'
import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import { ES256 } from '../webauthn/authenticator/algorithms/ids'
import { usualAlgorithm } from './key-algorithm'
import type { Randomness } from '../platform/ports'

/** A passkey with the data that is sealed beside it. */
export interface ExchangedCredential {
  readonly passkey: Passkey
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
  readonly secrets: ExtensionSecrets
}

/** The parsed members that all formats share. */
export interface CredentialMembers {
  readonly credentialId: Uint8Array
  readonly isResidentCredential: boolean
  readonly rpId: string
  readonly privateKey: Uint8Array
  /** COSE algorithm identifier; absent for the usual algorithm of such a key. */
  readonly algorithm?: number | undefined
  readonly userHandle?: Uint8Array | null | undefined
  /** null when it has no counter. */
  readonly signCount: number | null
  readonly largeBlob?: Uint8Array | null | undefined
  readonly backupEligibility?: boolean | undefined
  readonly backupState?: boolean | undefined
  readonly userName: string
  readonly userDisplayName: string
}

/** The authenticator that receives a credential. */
export interface Destination {
  readonly description: AuthenticatorDescription
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: number
}

/** @returns why an authenticator cannot have such a credential; undefined when it can. */
export function contradictionIn(
  members: CredentialMembers,
  description: AuthenticatorDescription,
): string | undefined {
  const { isResidentCredential, userHandle, credentialId } = members
  if (isResidentCredential && !userHandle)
    return 'userHandle: a resident credential needs a user handle'
  if (isResidentCredential && !description.residentKeys)
    return 'isResidentCredential: this authenticator cannot keep resident credentials'
  if (credentialId.length > description.limits.credentialIdBytes)
    return 'credentialId: too long for this authenticator'
  return undefined
}

/** @returns which of the credentials an authenticator cannot have, and why; undefined when it can have all of them. */
export function refusalOf(
  credentials: readonly CredentialMembers[],
  description: AuthenticatorDescription,
): string | undefined {
  for (const [index, members] of credentials.entries()) {
    const why = contradictionIn(members, description)
    if (why !== undefined) return `credentials.${index}.${why}`
  }
  return undefined
}

/** Which credential conflicts with the existing passkeys, and why. */
export function refusalAt(index: number, because: string): string {
  return `credentials.${index}.credentialId: ${because}`
}

/** The credential as a passkey of an authenticator. The authenticator's defaults fill in what the credential lacks. */
export function receiveCredential(
  members: CredentialMembers,
  { description, random, now }: Destination,
): ExchangedCredential {
  const { credentialId, rpId, privateKey, userName, userDisplayName, signCount, largeBlob } =
    members
  const { eligible, backedUp } = backupOf(members, description)
  const has = (id: AuthenticatorDescription['extensions'][number]) =>
    description.extensions.includes(id)
  const prfSecret = () => random.bytes(PRF_SECRET_BYTES)
  return {
    passkey: {
      credentialId,
      rpId,
      rpName: rpId,
      userHandle: members.userHandle ?? new Uint8Array(),
      userName,
      userDisplayName,
      algorithm: members.algorithm ?? usualAlgorithm(privateKey) ?? ES256,
      discoverable: members.isResidentCredential,
      signCount,
      backupEligible: eligible,
      backedUp,
      transports: description.transports,
      origin: `https://${rpId}`,
      profile: null,
      profileTitle: null,
      verificationClaimed: false,
      createdAt: now,
      lastUsedAt: null,
      hidden: null,
      edited: FOLLOWS_SITE,
      renames: [],
      setBy: SET_BY_NONE,
      extensions: {
        credBlobBytes: null,
        credProtect: null,
        largeBlobBytes: has('largeBlob') ? (largeBlob?.length ?? 0) : null,
        prf: has('prf'),
      },
      attestation: null,
    },
    privateKey,
    secrets: {
      ...(largeBlob && has('largeBlob') && { largeBlob }),
      ...(has('prf') && { prf: { verified: prfSecret(), unverified: prfSecret() } }),
    },
  }
}

/** The members that every format writes in the same way. `algorithm` only if the key does not determine it. */
export function commonMembers({ passkey, privateKey }: ExchangedCredential) {
  const { algorithm } = passkey
  return {
    isResidentCredential: passkey.discoverable,
    rpId: passkey.rpId,
    backupEligibility: passkey.backupEligible,
    backupState: passkey.backedUp,
    userName: passkey.userName,
    userDisplayName: passkey.userDisplayName,
    ...(algorithm !== usualAlgorithm(privateKey) && { algorithm }),
  }
}

/**
 * Kept as given, even the state of a credential that is not eligible, because authenticator data states it only with
 * eligibility (§6.1.3). U2F has no backups.
 */
function backupOf(
  { backupEligibility, backupState }: CredentialMembers,
  { backupEligible, backedUp, protocol }: AuthenticatorDescription,
) {
  if (protocol === 'ctap1/u2f') return { eligible: false, backedUp: false }
  return { eligible: backupEligibility ?? backupEligible, backedUp: backupState ?? backedUp }
}
