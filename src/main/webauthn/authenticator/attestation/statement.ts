/** The inputs of an attestation statement, and what the row of each format contains. */
import { concat } from '../../encoding/bytes'
import type { CborValue } from '../../encoding/cbor'
import type { SigningKey } from '../ports'
import type { AttestationAuthority } from './ports'

/** The members of a statement in CTAP2's order; for a compound statement, the list of its statements. */
export type AttestationStatement = ReadonlyMap<string, CborValue> | readonly CborValue[]

/** A new credential, with the authority that attests it. */
export interface Attested {
  /** COSE algorithm identifier of the new key. */
  readonly algorithm: number
  /** The new key. */
  readonly signingKey: SigningKey
  readonly credentialId: Uint8Array
  readonly authenticatorData: Uint8Array
  /** SHA-256 of the client data, 32 bytes. */
  readonly clientDataHash: Uint8Array
  /** Identifies the model, 16 bytes. */
  readonly aaguid: Uint8Array
  /** Who signs a `packed` statement: the new key itself, or a certified attestation key. */
  readonly packedAttestation: 'self' | 'x5c'
  /** The relying party asked which device this is, and is allowed to know. */
  readonly enterprise: boolean
  readonly authority: AttestationAuthority
}

/** One attestation statement format (WebAuthn §8). */
export interface AttestationFormatRow {
  /** Whether a key of this COSE algorithm can be attested in this format. */
  readonly canAttest: (algorithm: number) => boolean
  readonly makeStatement: (attested: Attested) => Promise<AttestationStatement>
}

/** What most formats sign: authenticator data ‖ hash of the client data. */
export function signedData({ authenticatorData, clientDataHash }: Attested): Uint8Array {
  return concat(authenticatorData, clientDataHash)
}
