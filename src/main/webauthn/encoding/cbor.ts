/**
 * CBOR in the CTAP2 canonical form (WebAuthn §6.5.1.1): minimal lengths, definite sizes. The order of a
 * map's keys is that of the `Map`, so whoever builds one puts shorter keys first, then bytewise.
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

export function encodeCbor(value: CborValue): Uint8Array<ArrayBuffer> {
  // A copy: the encoder hands out a view of a buffer that it goes on using.
  return new Uint8Array(encoder.encode(value))
}
