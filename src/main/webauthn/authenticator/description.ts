/**
 * An authenticator as data (docs/architecture.md). The desktop's own platform authenticator is one such
 * description; the operations read it and have no opinion of their own.
 */
export interface AuthenticatorDescription {
  /** 16 bytes: tells relying parties which model this is. */
  readonly aaguid: Uint8Array
  readonly attachment: 'platform' | 'cross-platform'
  readonly transports: readonly string[]
  /** COSE algorithm identifiers that it makes keys for. */
  readonly algorithms: readonly number[]
  /** Whether it can keep discoverable passkeys. */
  readonly residentKeys: boolean
  /** What becomes of user verification when the user approves. */
  readonly userVerification: 'unavailable' | 'succeeds' | 'fails'
  readonly counter: 'none' | 'per-passkey'
  readonly backupEligible: boolean
  /** Only with `backupEligible`. */
  readonly backedUp: boolean
  /** Attestation statement formats, its own preference first. */
  readonly attestationFormats: readonly AttestationFormat[]
}

export type AttestationFormat = 'none' | 'packed'

/**
 * Latchkey's own: a synced passkey without a counter, as the big providers make them. The AAGUID is
 * chosen at random, once, and belongs to Latchkey.
 */
export const PLATFORM_AUTHENTICATOR: AuthenticatorDescription = {
  aaguid: Uint8Array.from(Buffer.from('84b9489f93f948d9a1db39a44ab735ee', 'hex')),
  attachment: 'platform',
  transports: ['internal', 'hybrid'],
  algorithms: [-7, -8, -257],
  residentKeys: true,
  userVerification: 'succeeds',
  counter: 'none',
  backupEligible: true,
  backedUp: true,
  attestationFormats: ['packed', 'none'],
}
