/**
 * An authenticator as data (docs/webauthn.md). The desktop's own platform authenticator is one such description. The operations
 * follow the description and decide nothing themselves.
 */
import type { PackedAttestation } from '../../../shared/authenticator-settings'
import type {
  AuthenticatorProtocol,
  AuthenticatorTransport,
} from '../../../shared/authenticator-configuration'
import { ALGORITHMS } from './algorithms/algorithms'
import { DEFAULT_BEHAVIOUR, type AuthenticatorBehaviour } from './behaviour'
import { NO_QUIRKS, type ClientQuirks } from './client-quirks'

export interface AuthenticatorDescription {
  /** The name in the activity record. */
  readonly name: string
  /** The id of its provider profile (docs/providers.md); null when a test driver described the authenticator. */
  readonly profile: string | null
  /** The protocol between client and authenticator. It decides what the authenticator can do. */
  readonly protocol: AuthenticatorProtocol
  /** Identifies the model to relying parties, 16 bytes. Zeros over U2F, which has no AAGUIDs. */
  readonly aaguid: Uint8Array
  readonly attachment: 'platform' | 'cross-platform'
  readonly transports: readonly AuthenticatorTransport[]
  /** COSE algorithm identifiers of the keys that it makes. */
  readonly algorithms: readonly number[]
  /** Whether it can keep discoverable passkeys. */
  readonly residentKeys: boolean
  /** The result of user verification when the user approves. */
  readonly userVerification: 'unavailable' | 'succeeds' | 'fails'
  readonly counter: CounterMode
  /** For new passkeys. A passkey never changes the value. */
  readonly backupEligible: boolean
  /** For new passkeys; only with `backupEligible`. */
  readonly backedUp: boolean
  /** In alphabetical order. */
  readonly extensions: readonly ExtensionId[]
  /** Attestation statement formats, most preferred first. */
  readonly attestationFormats: readonly AttestationFormat[]
  /** Whether a `packed` statement is signed by the passkey itself or by a certified attestation key. */
  readonly packedAttestation: PackedAttestation
  /** The relying parties that may get enterprise attestation. */
  readonly enterpriseRpIds: readonly string[]
  /** The value of the `minPinLength` extension, and the relying parties that get it (CTAP 2.1 §12.4). */
  readonly minPinLength: { readonly value: number; readonly rpIds: readonly string[] | 'all' }
  readonly limits: AuthenticatorLimits
  readonly behaviour: AuthenticatorBehaviour
  readonly client: ClientQuirks
}

/**
 * `none` always states 0. `per-passkey` states 0 at registration, then 1, 2 and so on; `perPasskey` begins with `start`
 * instead. `timestamp` states Unix seconds. `only-if-above-0` states 0 for new passkeys; an imported passkey with a greater
 * number continues counting. `global` counts the ceremonies of all passkeys together, beginning with `start`. `fixed` states
 * the same number, 0 to 2³² − 1, in every ceremony, so that a relying party sees a cloned or broken authenticator.
 */
export type CounterMode =
  | 'none'
  | 'per-passkey'
  | 'timestamp'
  | 'only-if-above-0'
  | { readonly perPasskey: { readonly start: number } }
  | { readonly global: { readonly start: number } }
  | { readonly fixed: number }

export interface AuthenticatorLimits {
  /** The maximum number of discoverable passkeys; null when only the disk limits it. */
  readonly passkeys: number | null
  /** The maximum number of credential ids in a request (CTAP: maxCredentialCountInList); null for any number. */
  readonly credentialIdsInList: number | null
  /** The maximum length of a credential id, in bytes (CTAP: maxCredentialIdLength). */
  readonly credentialIdBytes: number
}

/** WebDriver's names; `prf` is `hmac-secret` in CTAP. */
export const EXTENSION_IDS = [
  'credBlob',
  'credProtect',
  'largeBlob',
  'minPinLength',
  'prf',
] as const
export type ExtensionId = (typeof EXTENSION_IDS)[number]

/** Attestation statement format identifiers (WebAuthn §8); `attestation/formats.ts` has one row each. */
export const ATTESTATION_FORMATS = [
  'packed',
  'none',
  'fido-u2f',
  'tpm',
  'android-key',
  'apple',
  'compound',
] as const
export type AttestationFormat = (typeof ATTESTATION_FORMATS)[number]

/** The maximum length of a credential id (§6.5.1), in bytes. */
export const LONGEST_CREDENTIAL_ID = 1023

/**
 * Latchkey's own authenticator: a synced passkey without a counter, as the big providers make them. The AAGUID was chosen at
 * random and belongs to Latchkey.
 */
export const PLATFORM_AUTHENTICATOR: AuthenticatorDescription = {
  name: 'Latchkey',
  profile: 'latchkey',
  protocol: 'ctap2_1',
  aaguid: Uint8Array.from(Buffer.from('84b9489f93f948d9a1db39a44ab735ee', 'hex')),
  attachment: 'platform',
  transports: ['internal', 'hybrid'],
  algorithms: [...ALGORITHMS.keys()],
  residentKeys: true,
  userVerification: 'succeeds',
  counter: 'none',
  backupEligible: true,
  backedUp: true,
  extensions: EXTENSION_IDS,
  attestationFormats: ATTESTATION_FORMATS,
  packedAttestation: 'self',
  enterpriseRpIds: [],
  minPinLength: { value: 4, rpIds: 'all' },
  limits: { passkeys: null, credentialIdsInList: null, credentialIdBytes: LONGEST_CREDENTIAL_ID },
  behaviour: DEFAULT_BEHAVIOUR,
  client: NO_QUIRKS,
}
