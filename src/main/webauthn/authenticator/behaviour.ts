/**
 * What a provider does when WebAuthn leaves the choice, or contrary to WebAuthn. Relying parties meet these differences in the
 * field, so each difference is a knob (docs/providers.md). Latchkey's own authenticator uses the defaults below.
 */
import type { AuthenticatorTransport } from '../../../shared/authenticator-configuration'

/** The words of `userVerification` in a request (WebAuthn §5.8.6). */
export const VERIFICATION_WORDS = ['required', 'preferred', 'discouraged'] as const
export type VerificationWord = (typeof VERIFICATION_WORDS)[number]

/**
 * `verify`: requests verification, whose result is in the description. `skip`: UV is 0. `claim`: UV is 1, although the provider
 * verifies no user. `refuse`: the ceremony ends with NotAllowedError.
 */
export const VERIFICATION_WAYS = ['verify', 'skip', 'claim', 'refuse'] as const
export type VerificationWay = (typeof VERIFICATION_WAYS)[number]

/**
 * `random`: random bytes. `uuid`: the 16 bytes of a random UUID. `uuid-text`: a random UUID as 36 ASCII characters.
 * `sha1-of-public-key`: SHA-1 of the uncompressed public point, 20 bytes.
 */
export const CREDENTIAL_ID_FORMS = ['random', 'uuid', 'uuid-text', 'sha1-of-public-key'] as const
export type CredentialIdForm = (typeof CREDENTIAL_ID_FORMS)[number]

export const EXCLUDED_ANSWERS = [
  'InvalidStateError',
  'NotAllowedError',
  'silence',
  'replace',
] as const
export type ExcludedAnswer = (typeof EXCLUDED_ANSWERS)[number]

export interface AuthenticatorBehaviour {
  /** By the word in the request. An unknown word counts as `preferred`. */
  readonly verification: Readonly<Record<VerificationWord, VerificationWay>>
  /** The ids of new passkeys. `bytes` is their length; a smaller `limits.credentialIdBytes` shortens random ids. */
  readonly credentialId: { readonly form: CredentialIdForm; readonly bytes: number }
  /** The AAGUID for a relying party that gets no attestation statement. */
  readonly aaguidWithoutAttestation: 'kept' | 'zeroed'
  /** What `residentKey: "discouraged"` makes. */
  readonly residentKeyDiscouraged: 'discoverable' | 'not-discoverable' | 'refuse'
  /** What `credProps.rk` states. */
  readonly credPropsRk: 'truth' | 'always-true'
  /** The user handle in assertions of passkeys that are not discoverable. Discoverable passkeys always return theirs. */
  readonly userHandleOfOthers: 'absent' | 'returned' | 'empty'
  /** `silence`: no answer until the ceremony times out. `replace`: makes the passkey anyway. */
  readonly excluded: ExcludedAnswer
  /** Replaces `transports` for these relying parties. */
  readonly transportsByRpId: Readonly<Record<string, readonly AuthenticatorTransport[]>>
  /** `sorted`: as WebAuthn §5.2.1.1 says. `own`: in the order of the description. */
  readonly transportOrder: 'sorted' | 'own'
  /** At registration, sets ED and appends an empty map when no extension has an output. */
  readonly emptyExtensionMap: boolean
  /** Writes the client extension `credProps` into the authenticator data, although it does not belong there. */
  readonly clientInputsInAuthenticatorData: boolean
  /** Whether new passkeys keep `user.displayName`. */
  readonly displayName: 'kept' | 'dropped'
  /** Whether `create()` returns results of `prf`. `get()` does if `extensions` includes `prf`. */
  readonly prfAtCreate: boolean
  /** Whether a passkey has the functions of `prf` although its `create()` did not request them. */
  readonly prfWithoutRequest: boolean
  /** Whether the provider makes passkeys without asking (`mediation: "conditional"`). */
  readonly conditionalCreate: boolean
  /** Whether the provider offers passkeys in autofill (`get()` with `mediation: "conditional"`). */
  readonly conditionalGet: boolean
}

/** The behaviour of Latchkey's own authenticator, which the specification recommends. */
export const DEFAULT_BEHAVIOUR: AuthenticatorBehaviour = {
  verification: { required: 'verify', preferred: 'verify', discouraged: 'skip' },
  credentialId: { form: 'random', bytes: 32 },
  aaguidWithoutAttestation: 'kept',
  residentKeyDiscouraged: 'not-discoverable',
  credPropsRk: 'truth',
  userHandleOfOthers: 'absent',
  excluded: 'InvalidStateError',
  transportsByRpId: {},
  transportOrder: 'sorted',
  emptyExtensionMap: false,
  clientInputsInAuthenticatorData: false,
  displayName: 'kept',
  prfAtCreate: true,
  prfWithoutRequest: false,
  conditionalCreate: true,
  conditionalGet: true,
}
