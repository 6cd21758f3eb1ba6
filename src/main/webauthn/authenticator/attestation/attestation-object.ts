import { encodeCbor, type CborValue } from '../../encoding/cbor'
import type { AttestationFormat } from '../description'
import type { AttestationStatement } from './statement'

/** WebAuthn §6.5.4. @returns canonical CBOR of `{fmt, attStmt, authData}`. */
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
