/** A fault for the engine: changes of one or more parts of a genuine answer. */
import type {
  CreationOptionsJson,
  CredentialJson,
  RequestOptionsJson,
} from '../../../shared/webauthn-json'
import type { Randomness } from '../../platform/ports'
import type { AttestationAuthority } from '../authenticator/attestation/ports'
import type { Attested, AttestationStatement } from '../authenticator/attestation/statement'
import type { AttestationFormat, AuthenticatorDescription } from '../authenticator/description'
import type { Algorithm, Passkey, SigningKey } from '../authenticator/ports'
import type { AuthenticatorDataParts } from './authenticator-data-parts'

/** What a fault can read. */
export interface About {
  readonly kind: 'create' | 'get'
  /** The page's origin. */
  readonly origin: string
  readonly options: CreationOptionsJson | RequestOptionsJson
  /** The stored passkey, after the ceremony. */
  readonly passkey: Passkey
  /** Whether the caller gets the response as JSON instead of a page's object. */
  readonly isJson: boolean
  /** Whether the relying party gets an attestation. */
  readonly isAttested: boolean
  /** The passkey's own key. */
  readonly key: SigningKey
  readonly description: AuthenticatorDescription
  readonly authority: AttestationAuthority
  /** Maps a COSE algorithm identifier to its algorithm. */
  readonly algorithms: ReadonlyMap<number, Algorithm>
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  /** The authenticator's other passkeys of the same relying party, newest first. */
  readonly others: readonly Passkey[]
  readonly keyOf: (passkey: Passkey) => SigningKey
  /** The last genuine answer before this one, of the same kind and relying party. */
  readonly earlier: CredentialJson | null
}

/** The members of an attestation object. */
export interface AttestationParts {
  readonly format: string
  readonly statement: AttestationStatement
  readonly authenticatorData: Uint8Array
}

/** A statement, and what it is made from. */
export interface MadeStatement extends Pick<AttestationParts, 'statement'> {
  readonly format: AttestationFormat
  readonly attested: Attested
}

/** A response in JSON form. A fault may have changed any member. */
export type JsonObject = Readonly<Record<string, unknown>>

type Edit<T> = (genuine: T, about: About) => T | Promise<T>

/**
 * Changes to a genuine answer. The engine makes them in this order, and signs or attests again after a change of signed data.
 * Each throws {@link NotApplicable} when it cannot be made.
 */
export interface Fault {
  readonly clientData?: Edit<Uint8Array>
  readonly authenticatorData?: Edit<AuthenticatorDataParts>
  /** The key that signs or attests again, in place of the passkey's key. */
  readonly signer?: (about: About) => SigningKey | Promise<SigningKey>
  /** Only for an answer with an attestation. */
  readonly statement?: (
    genuine: MadeStatement,
    about: About,
  ) => Promise<Pick<AttestationParts, 'format' | 'statement'>>
  /** The encoding of the attestation object: CBOR. */
  readonly attestationObject?: (parts: AttestationParts, about: About) => Uint8Array
  /** @param data the signed data. */
  readonly signature?: (
    genuine: Uint8Array,
    about: About,
    data: Uint8Array,
  ) => Uint8Array | Promise<Uint8Array>
  /** The response as JSON. */
  readonly response?: Edit<JsonObject>
  /** Whether a page's object cannot express the response. */
  readonly needsJson?: true
  /** Whether a genuine answer may already look like this. Then the fault counts as applied, and changes no part. */
  readonly mayHoldAlready?: true
  /** How long to delay the answer, in milliseconds, by the clock of the ceremony. */
  readonly delayMs?: (about: About) => number
}

/** A fault cannot be applied to this answer. The message says why, as a clause. */
export class NotApplicable extends Error {}
