/**
 * The attestation object (WebAuthn §6.5.4) and its statements: `none` (§8.7) and `packed` self attestation
 * (§8.2).
 */
import { encodeCbor, type CborValue } from '../../encoding/cbor'
import type { AttestationFormat } from '../description'

export type AttestationStatement = ReadonlyMap<string, CborValue>

/** What a statement is made from. */
export interface Attested {
  /** COSE algorithm identifier of the new key. */
  readonly algorithm: number
  /** Signs with the new key. */
  readonly sign: (data: Uint8Array) => Uint8Array
  /** Authenticator data ‖ hash of the client data. */
  readonly signedData: Uint8Array
}

/** One row a format; each makes its statement. */
export const attestationStatements: Readonly<
  Record<AttestationFormat, (attested: Attested) => AttestationStatement>
> = {
  none: () => new Map(),
  packed: ({ algorithm, sign, signedData }) =>
    new Map<string, CborValue>([
      ['alg', algorithm],
      ['sig', sign(signedData)],
    ]),
}

/** @returns canonical CBOR of `{fmt, attStmt, authData}`. */
export function encodeAttestationObject(
  format: AttestationFormat,
  statement: AttestationStatement,
  authenticatorData: Uint8Array,
): Uint8Array<ArrayBuffer> {
  return encodeCbor(
    new Map<string, CborValue>([
      ['fmt', format],
      ['attStmt', statement],
      ['authData', authenticatorData],
    ]),
  )
}
