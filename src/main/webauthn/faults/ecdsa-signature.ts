/** ECDSA signatures as numbers: Ecdsa-Sig-Value (RFC 3279 §2.2.3) for P-256. */
import { p256 } from '@noble/curves/nist.js'
import { concat } from '../encoding/bytes'

export interface EcdsaSignature {
  readonly r: bigint
  readonly s: bigint
}

const SEQUENCE = 0x30
const INTEGER = 0x02
const NUMBER_BYTES = 32
const ORDER = p256.Point.Fn.ORDER

/** @param der a signature of Latchkey's own. */
export function readSignature(der: Uint8Array): EcdsaSignature {
  const { r, s } = p256.Signature.fromBytes(der, 'der')
  return { r, s }
}

/** The other valid value of `s`. */
export function withOtherS({ r, s }: EcdsaSignature): EcdsaSignature {
  return { r, s: ORDER - s }
}

export function hasHighS({ s }: EcdsaSignature): boolean {
  return s > ORDER / 2n
}

export function derOf({ r, s }: EcdsaSignature): Uint8Array {
  return sequence(numberBytes(r), numberBytes(s))
}

/** Not DER: an unnecessary zero precedes `r`. */
export function longDerOf({ r, s }: EcdsaSignature): Uint8Array {
  return sequence(concat(Uint8Array.of(0), numberBytes(r)), numberBytes(s))
}

/** `r` followed by `s`. */
export function rawOf({ r, s }: EcdsaSignature): Uint8Array {
  return concat(fixedBytes(r), fixedBytes(s))
}

function sequence(...numbers: readonly Uint8Array[]): Uint8Array {
  const contents = concat(
    ...numbers.map((number) => concat(Uint8Array.of(INTEGER, number.length), number)),
  )
  return concat(Uint8Array.of(SEQUENCE, contents.length), contents)
}

/** Encodes a non-negative number as DER does. */
function numberBytes(number: bigint): Uint8Array {
  const bytes = fixedBytes(number)
  const first = bytes.findIndex((byte) => byte !== 0)
  const shortest = first < 0 ? Uint8Array.of(0) : bytes.slice(first)
  return (shortest[0] ?? 0) & 0x80 ? concat(Uint8Array.of(0), shortest) : shortest
}

function fixedBytes(number: bigint): Uint8Array {
  return Buffer.from(number.toString(16).padStart(2 * NUMBER_BYTES, '0'), 'hex')
}
