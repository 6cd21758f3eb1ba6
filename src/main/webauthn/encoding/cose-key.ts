/**
 * Public keys as COSE_Key (RFC 9052 §7, WebAuthn §6.5.1.1): `kty` and `alg`, then the key's own
 * parameters, nothing optional, in CTAP2's order.
 */
import type { KeyObject } from 'node:crypto'
import { decodeBase64Url } from '../../../shared/base64url'
import { encodeCbor } from './cbor'

const KTY = 1
const ALG = 3
const OKP = 1
const EC2 = 2
const RSA = 3

/** An uncompressed point, `crv` as COSE numbers curves (P-256 is 1). */
export function ec2CoseKey(alg: number, crv: number, key: KeyObject): Uint8Array {
  const { x, y } = jwk(key)
  return encodeCbor(
    new Map<number, number | Uint8Array>([
      [KTY, EC2],
      [ALG, alg],
      [-1, crv],
      [-2, x],
      [-3, y],
    ]),
  )
}

/** An Edwards curve's key, `crv` as COSE numbers curves (Ed25519 is 6). */
export function okpCoseKey(alg: number, crv: number, key: KeyObject): Uint8Array {
  return encodeCbor(
    new Map<number, number | Uint8Array>([
      [KTY, OKP],
      [ALG, alg],
      [-1, crv],
      [-2, jwk(key).x],
    ]),
  )
}

/** Modulus and exponent, big-endian without leading zeros. */
export function rsaCoseKey(alg: number, key: KeyObject): Uint8Array {
  const { n, e } = jwk(key)
  return encodeCbor(
    new Map<number, number | Uint8Array>([
      [KTY, RSA],
      [ALG, alg],
      [-1, n],
      [-2, e],
    ]),
  )
}

/** The parameters of a public key as bytes; those that its kind has not are empty. */
function jwk(key: KeyObject): Record<'x' | 'y' | 'n' | 'e', Uint8Array> {
  const { x = '', y = '', n = '', e = '' } = key.export({ format: 'jwk' })
  return {
    x: decodeBase64Url(x),
    y: decodeBase64Url(y),
    n: decodeBase64Url(n),
    e: decodeBase64Url(e),
  }
}
