/**
 * ECDSA (RFC 9053 §2.1, RFC 8812 §3.2, RFC 9864 §2.1). noble makes the keys and signs with nonces of RFC 6979;
 * P-256's public keys and signatures are made natively, in a tenth of the time (docs/decisions/0004).
 */
import type { ECDSA } from '@noble/curves/abstract/weierstrass.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { ec2CoseKey } from '../../encoding/cose-key'
import type { Algorithm, SigningKey } from '../ports'
import { ecKeyDer, type EcKeyDer } from './ec-key-der'
import { laterNativeKey, nativePoint, nativeSigner } from './native-signature'
import { signingKey } from './signing-key'

export interface Curve {
  /** The curve's number in COSE. */
  readonly crv: number
  readonly ecdsa: ECDSA
  readonly der: EcKeyDer
  /** Random bytes for a new key: 1.5 times the length of a key (FIPS 186-5 §A.2.1). */
  readonly seedBytes: number
  /** Whether signatures use the smaller of the two possible values of s. */
  readonly lowS: boolean
  /** The runtime's names for the curve and the hash; absent when noble does the work. */
  readonly native?: { readonly curve: string; readonly hash: string }
}

/** Signs with nonces of RFC 6979, as the other curves do. Slower, but the same data gives the same signature. */
export const REPRODUCIBLE_P256: Curve = {
  crv: 1,
  ecdsa: p256,
  der: ecKeyDer('1.2.840.10045.3.1.7', 32),
  seedBytes: 48,
  lowS: false,
}

export const P256: Curve = {
  ...REPRODUCIBLE_P256,
  native: { curve: 'prime256v1', hash: 'sha256' },
}

export const P384: Curve = {
  crv: 2,
  ecdsa: p384,
  der: ecKeyDer('1.3.132.0.34', 48),
  seedBytes: 72,
  lowS: false,
}

export const P521: Curve = {
  crv: 3,
  ecdsa: p521,
  der: ecKeyDer('1.3.132.0.35', 66),
  seedBytes: 99,
  lowS: false,
}

/** Libraries for this curve come from Bitcoin, and some refuse the larger s. */
export const SECP256K1: Curve = {
  crv: 8,
  ecdsa: secp256k1,
  der: ecKeyDer('1.3.132.0.10', 32),
  seedBytes: 48,
  lowS: true,
}

/** Each curve uses one hash. */
export function ecdsa(id: number, name: string, curve: Curve): Algorithm {
  return {
    id,
    name,
    newPrivateKey: async (random) => {
      const secretKey = curve.ecdsa.utils.randomSecretKey(random.bytes(curve.seedBytes))
      return curve.der.encodePrivateKey(secretKey, publicPoint(curve, secretKey))
    },
    open: (pkcs8) => open(id, curve, pkcs8),
  }
}

function open(alg: number, curve: Curve, pkcs8: Uint8Array): SigningKey {
  const { secretKey, point: known } = curve.der.decodePrivateKey(pkcs8)
  const point = () => known ?? publicPoint(curve, secretKey)
  return signingKey({
    coseKey: () => {
      const coordinates = point().subarray(1)
      const size = coordinates.length / 2
      return ec2CoseKey(alg, curve.crv, coordinates.subarray(0, size), coordinates.subarray(size))
    },
    spki: () => curve.der.encodePublicKey(point()),
    sign: signer(curve, pkcs8, secretKey),
  })
}

function signer(
  { native, ecdsa, lowS }: Curve,
  pkcs8: Uint8Array,
  secretKey: Uint8Array,
): SigningKey['sign'] {
  if (native) return nativeSigner(laterNativeKey(pkcs8), native.hash)
  return (data) => ecdsa.sign(data, secretKey, { format: 'der', lowS })
}

/** @returns `0x04 ‖ x ‖ y`. */
function publicPoint({ native, ecdsa }: Curve, secretKey: Uint8Array): Uint8Array {
  return native ? nativePoint(native.curve, secretKey) : ecdsa.getPublicKey(secretKey, false)
}
