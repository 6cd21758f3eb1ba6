/**
 * CBOR in the CTAP2 canonical form (WebAuthn §2.4): minimal lengths, definite sizes. Keys keep the order of the
 * `Map`. The caller must put shorter keys first, and sort keys of one length bytewise.
 */
import { Encoder } from 'cbor-x'

export type CborValue =
  | boolean
  | number
  | string
  | Uint8Array
  | readonly CborValue[]
  | ReadonlyMap<number | string, CborValue>

const encoder = new Encoder({
  useRecords: false,
  mapsAsObjects: false,
  tagUint8Array: false,
  variableMapSize: true,
})

/** @param encoded a map made by {@link encodeCbor}. Untrusted input has its own parser. */
export function decodeCborMap(encoded: Uint8Array): ReadonlyMap<number | string, CborValue> {
  return encoder.decode(encoded) as ReadonlyMap<number | string, CborValue>
}

export function encodeCbor(value: CborValue): Uint8Array<ArrayBuffer> {
  // A copy, because the encoder returns a view of a buffer that it reuses.
  return new Uint8Array(encoder.encode(value))
}
