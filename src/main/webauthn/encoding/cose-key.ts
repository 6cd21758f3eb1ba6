/**
 * Public keys as COSE_Key (RFC 9052 §7, WebAuthn §6.5.1): `kty` and `alg`, then the key's own parameters without optional ones,
 * in CTAP2's order.
 */
import { encodeCbor } from './cbor'

const KTY = 1
const ALG = 3
const OKP = 1
const EC2 = 2
const RSA = 3
const AKP = 7

/**
 * A point, never compressed.
 *
 * @param crv as COSE numbers curves (P-256 is 1).
 * @param x as long as the curve's field, with leading zeros. The same holds for `y`.
 */
export function ec2CoseKey(alg: number, crv: number, x: Uint8Array, y: Uint8Array): Uint8Array {
  return coseKey(EC2, alg, [
    [-1, crv],
    [-2, x],
    [-3, y],
  ])
}

/**
 * An Edwards curve's key.
 *
 * @param crv as COSE numbers curves (Ed25519 is 6).
 */
export function okpCoseKey(alg: number, crv: number, x: Uint8Array): Uint8Array {
  return coseKey(OKP, alg, [
    [-1, crv],
    [-2, x],
  ])
}

/**
 * @param n modulus, big-endian without leading zeros.
 * @param e exponent, likewise.
 */
export function rsaCoseKey(alg: number, n: Uint8Array, e: Uint8Array): Uint8Array {
  return coseKey(RSA, alg, [
    [-1, n],
    [-2, e],
  ])
}

/**
 * A key that its algorithm describes completely, such as ML-DSA (RFC 9964 §3).
 *
 * @param pub the public key in the encoding of its algorithm.
 */
export function akpCoseKey(alg: number, pub: Uint8Array): Uint8Array {
  return coseKey(AKP, alg, [[-1, pub]])
}

function coseKey(
  kty: number,
  alg: number,
  parameters: readonly (readonly [number, number | Uint8Array])[],
): Uint8Array {
  return encodeCbor(new Map<number, number | Uint8Array>([[KTY, kty], [ALG, alg], ...parameters]))
}
