/** CBOR maps in forms that CTAP2's canonical form does not allow. */
import { concat } from '../encoding/bytes'
import { encodeCbor, type CborValue } from '../encoding/cbor'

export type Pairs = readonly (readonly [key: number | string, value: CborValue])[]

const MAP = 0xa0
const INDEFINITE_MAP = 0xbf
const BREAK = 0xff
/** The prefix of an unsigned integer in one additional byte. */
const ONE_BYTE = 0x18

/** @param pairs fewer than 24, written in this order, including duplicates. */
export function mapOf(pairs: Pairs): Uint8Array {
  return concat(Uint8Array.of(MAP | pairs.length), ...pairs.map(encodePair))
}

export function indefiniteMapOf(pairs: Pairs): Uint8Array {
  return concat(Uint8Array.of(INDEFINITE_MAP), ...pairs.map(encodePair), Uint8Array.of(BREAK))
}

/** The first key, a number below 24, takes two bytes instead of one. */
export function mapWithLongKey(pairs: Pairs): Uint8Array {
  const [head = 0, ...rest] = mapOf(pairs)
  return Uint8Array.of(head, ONE_BYTE, ...rest)
}

function encodePair([key, value]: Pairs[number]): Uint8Array {
  return concat(encodeCbor(key), encodeCbor(value))
}
