/** Public keys from a COSE key, a certificate or a TPM. */
import { ed25519 } from '@noble/curves/ed25519.js'
import { ed448 } from '@noble/curves/ed448.js'
import { p256, p384, p521 } from '@noble/curves/nist.js'
import { secp256k1 } from '@noble/curves/secp256k1.js'
import { concat, toHex } from './bytes'

export const POINT_CURVES = { 'P-256': p256, 'P-384': p384, 'P-521': p521, secp256k1 }
export type PointCurve = keyof typeof POINT_CURVES

export const EDWARDS_CURVES = { Ed25519: ed25519, Ed448: ed448 }
export type EdwardsCurve = keyof typeof EDWARDS_CURVES

/** The bytes of a public key, by its level. */
export const ML_DSA_BYTES = { 'ML-DSA-44': 1312, 'ML-DSA-65': 1952, 'ML-DSA-87': 2592 } as const
export type MlDsa = keyof typeof ML_DSA_BYTES

/** The bytes of a signature, where they depend on the curve or the level alone. */
const SIGNATURE_BYTES: Readonly<Record<EdwardsCurve | MlDsa, number>> = {
  Ed25519: 64,
  Ed448: 114,
  'ML-DSA-44': 2420,
  'ML-DSA-65': 3309,
  'ML-DSA-87': 4627,
}

export type PublicKey =
  | {
      readonly kind: 'ec'
      readonly curve: PointCurve
      readonly x: Uint8Array
      readonly y: Uint8Array
    }
  | { readonly kind: 'edwards'; readonly curve: EdwardsCurve; readonly x: Uint8Array }
  | { readonly kind: 'rsa'; readonly n: Uint8Array; readonly e: Uint8Array }
  | { readonly kind: 'ml-dsa'; readonly level: MlDsa; readonly pub: Uint8Array }

export const FIELD_BYTES: Readonly<Record<PointCurve, number>> = {
  'P-256': 32,
  'P-384': 48,
  'P-521': 66,
  secp256k1: 32,
}

/** An uncompressed point of an elliptic curve. */
export function uncompressed(x: Uint8Array, y: Uint8Array): Uint8Array<ArrayBuffer> {
  return concat(Uint8Array.of(4), x, y)
}

export function isPointCurve(name: string | undefined): name is PointCurve {
  return name !== undefined && name in POINT_CURVES
}

export function isEdwardsCurve(name: string | undefined): name is EdwardsCurve {
  return name !== undefined && name in EDWARDS_CURVES
}

export function isMlDsa(name: string | undefined): name is MlDsa {
  return name !== undefined && name in ML_DSA_BYTES
}

/** @returns null when the key is possible. */
export function faultOfKey(key: PublicKey): string | null {
  switch (key.kind) {
    case 'ec': {
      const size = FIELD_BYTES[key.curve]
      if (key.x.length !== size || key.y.length !== size)
        return `the coordinates of ${key.curve} have ${size} bytes each`
      return isPoint(key.curve, uncompressed(key.x, key.y)) ? null : `not a point of ${key.curve}`
    }
    case 'edwards':
      return isEdwardsPoint(key.curve, key.x) ? null : `not a point of ${key.curve}`
    case 'rsa':
      return key.n.length === 0 || key.e.length === 0 ? 'a modulus or an exponent is empty' : null
    case 'ml-dsa': {
      const bytes = ML_DSA_BYTES[key.level]
      return key.pub.length === bytes ? null : `a key of ${key.level} has ${bytes} bytes`
    }
  }
}

function isPoint(curve: PointCurve, point: Uint8Array): boolean {
  try {
    POINT_CURVES[curve].Point.fromBytes(point).assertValidity()
    return true
  } catch {
    return false
  }
}

function isEdwardsPoint(curve: EdwardsCurve, point: Uint8Array): boolean {
  try {
    EDWARDS_CURVES[curve].Point.fromBytes(point)
    return true
  } catch {
    return false
  }
}

/** The bytes of each signature of the key; null for ECDSA, whose signatures in DER have no fixed length. */
export function signatureBytes(key: PublicKey): number | null {
  switch (key.kind) {
    case 'ec':
      return null
    case 'edwards':
      return SIGNATURE_BYTES[key.curve]
    case 'rsa':
      return withoutZeros(key.n).length
    case 'ml-dsa':
      return SIGNATURE_BYTES[key.level]
  }
}

/** Equal for two keys only if they are the same key. */
export function keyText(key: PublicKey): string {
  switch (key.kind) {
    case 'ec':
      return `${key.curve} ${toHex(key.x)} ${toHex(key.y)}`
    case 'edwards':
      return `${key.curve} ${toHex(key.x)}`
    case 'rsa':
      return `RSA ${toHex(withoutZeros(key.n))} ${toHex(withoutZeros(key.e))}`
    case 'ml-dsa':
      return `${key.level} ${toHex(key.pub)}`
  }
}

/** A kind of key in words. */
export function keyKind(key: PublicKey): string {
  switch (key.kind) {
    case 'ec':
    case 'edwards':
      return key.curve
    case 'rsa':
      return `RSA, ${withoutZeros(key.n).length * 8} bits`
    case 'ml-dsa':
      return key.level
  }
}

function withoutZeros(number: Uint8Array): Uint8Array {
  const first = number.findIndex((byte) => byte !== 0)
  return first < 0 ? new Uint8Array() : number.subarray(first)
}
