import { Decoder } from 'cbor-x'
import { hex } from './vectors'

const decoder = new Decoder({ mapsAsObjects: false, useRecords: false })

/** A COSE key's labels and values in their order on the wire; bytes as hex. */
export function readCoseKey(coseKey: Uint8Array): [unknown, unknown][] {
  const map = decoder.decode(coseKey) as Map<unknown, unknown>
  return Array.from(map, ([label, value]) => [
    label,
    value instanceof Uint8Array ? hex(value) : value,
  ])
}
