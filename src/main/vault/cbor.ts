/** CBOR as the vault stores it: plain objects and byte strings, no extensions of cbor-x. */
import { Encoder } from 'cbor-x'

const codec = new Encoder({
  useRecords: false,
  mapsAsObjects: true,
  tagUint8Array: false,
  variableMapSize: true,
})

export function encodeCbor(value: unknown): Uint8Array<ArrayBuffer> {
  // cbor-x returns a view of a buffer that it keeps and reuses. The buffer may hold secrets.
  const encoded = codec.encode(value)
  const copy = Uint8Array.from(encoded)
  encoded.fill(0)
  return copy
}

/**
 * Byte strings are returned as views of `bytes`.
 *
 * @throws {Error} when `bytes` are not one CBOR value.
 */
export function decodeCbor(bytes: Uint8Array): unknown {
  return codec.decode(bytes) as unknown
}
