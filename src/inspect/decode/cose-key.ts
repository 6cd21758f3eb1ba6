/** A credential public key as COSE_Key (WebAuthn §6.5.1, RFC 9052 §7). */
import { algorithmName, CURVES, KEY_TYPES } from './algorithms'
import { cborField, type Meaning, type Path } from './cbor-fields'
import { valueAt, type CborItem } from './cbor-reader'
import type { Field } from './field'
import {
  faultOfKey,
  FIELD_BYTES,
  isEdwardsCurve,
  isMlDsa,
  isPointCurve,
  type PublicKey,
} from './public-key'

export interface CoseKey {
  readonly field: Field
  /** undefined when it does not state one. */
  readonly algorithm: number | undefined
  /** undefined when it cannot be a key. */
  readonly key: PublicKey | undefined
  /** Problems of the key as a whole. Problems of its CBOR are in the field. */
  readonly problems: readonly string[]
}

const KTY = 1
const ALG = 3
const OKP = 1
const EC2 = 2
const RSA = 3
const AKP = 7

/** The allowed parameters of a credential public key besides `kty` and `alg`, by label. */
const PARAMETERS: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  [OKP]: { [-1]: 'crv', [-2]: 'x' },
  [EC2]: { [-1]: 'crv', [-2]: 'x', [-3]: 'y' },
  [RSA]: { [-1]: 'n', [-2]: 'e' },
  [AKP]: { [-1]: 'pub' },
}

/** The labels of private parameters, which are secret and must not occur. */
const PRIVATE: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  [OKP]: { [-4]: 'd' },
  [EC2]: { [-4]: 'd' },
  [RSA]: { [-3]: 'd', [-4]: 'p', [-5]: 'q', [-6]: 'dP', [-7]: 'dQ', [-8]: 'qInv' },
  [AKP]: { [-2]: 'priv' },
}

const COMMON: Readonly<Record<number, string>> = {
  [KTY]: 'kty',
  2: 'kid',
  [ALG]: 'alg',
  4: 'key_ops',
  5: 'Base IV',
}

/** The algorithms that a curve may have. */
const ALGORITHMS_OF: Readonly<Record<string, readonly number[]>> = {
  'P-256': [-7, -9],
  'P-384': [-35, -51],
  'P-521': [-36, -52],
  secp256k1: [-47],
  Ed25519: [-8, -19],
  Ed448: [-53],
}
const RSA_ALGORITHMS = [-257, -258, -259, -37, -38, -39, -65535]
const ML_DSA: Readonly<Record<number, string>> = {
  [-48]: 'ML-DSA-44',
  [-49]: 'ML-DSA-65',
  [-50]: 'ML-DSA-87',
}

/** @param bytes the bytes that contain the item. */
export function readCoseKey(item: CborItem, bytes: Uint8Array): CoseKey {
  const kty = numberAt(item, KTY)
  const algorithm = numberAt(item, ALG)
  const read = readKey(item, kty, algorithm)
  const key = typeof read === 'string' ? undefined : read
  const fault = typeof read === 'string' ? read : faultOfKey(read)
  const problems = [
    ...(item.kind === 'map' ? [] : ['not a map']),
    ...(algorithm === undefined ? ['alg is missing'] : []),
    ...(fault === null ? [] : [fault]),
    ...(algorithm !== undefined && key ? misfit(key, algorithm) : []),
  ]
  const meaningOf = (path: Path, value: CborItem) => meaning(path, value, kty)
  const field = cborField('credentialPublicKey', item, { bytes, meaningOf })
  const shown = { ...field, problems: [...field.problems, ...problems] }
  return { field: shown, algorithm, key: fault === null ? key : undefined, problems }
}

/** @returns a string that says why it is not a key. */
function readKey(
  item: CborItem,
  kty: number | undefined,
  algorithm: number | undefined,
): PublicKey | string {
  const part = (label: number) => {
    const value = valueAt(item, label)
    return value?.kind === 'bytes' ? value.value : undefined
  }
  switch (kty) {
    case OKP:
      return edwards(curveOf(item), part(-2))
    case EC2:
      return point(curveOf(item), part(-2), part(-3))
    case RSA: {
      const [n, e] = [part(-1), part(-2)]
      return n && e ? { kind: 'rsa', n, e } : 'n or e is missing, or no byte string'
    }
    case AKP:
      return module(algorithm, part(-1))
    default:
      return kty === undefined ? 'kty is missing' : `unknown kty ${kty}`
  }
}

function edwards(curve: string | undefined, x: Uint8Array | undefined): PublicKey | string {
  if (!isEdwardsCurve(curve)) return `crv is no curve of kty OKP that signs: ${curve ?? 'missing'}`
  return x ? { kind: 'edwards', curve, x } : 'x is missing, or no byte string'
}

function point(
  curve: string | undefined,
  x: Uint8Array | undefined,
  y: Uint8Array | undefined,
): PublicKey | string {
  if (!isPointCurve(curve)) return `crv is no curve of kty EC2: ${curve ?? 'missing'}`
  if (!x) return 'x is missing, or no byte string'
  if (y) return { kind: 'ec', curve, x, y }
  return `y is missing, or no byte string of ${FIELD_BYTES[curve]} bytes: a compressed point is not allowed`
}

function module(algorithm: number | undefined, pub: Uint8Array | undefined): PublicKey | string {
  const level = ML_DSA[algorithm ?? 0]
  if (!isMlDsa(level)) return 'alg is no algorithm of kty AKP'
  return pub ? { kind: 'ml-dsa', level, pub } : 'pub is missing, or no byte string'
}

function misfit(key: PublicKey, algorithm: number): readonly string[] {
  if (key.kind === 'ml-dsa') return []
  const kind = key.kind === 'rsa' ? 'RSA' : key.curve
  const fitting = key.kind === 'rsa' ? RSA_ALGORITHMS : (ALGORITHMS_OF[key.curve] ?? [])
  if (fitting.includes(algorithm)) return []
  return [`alg ${algorithmName(algorithm)} is no algorithm of ${kind}`]
}

function meaning(path: Path, value: CborItem, kty = 0): Meaning | undefined {
  const [label] = path
  if (path.length !== 1 || typeof label !== 'number') return undefined
  const secret = PRIVATE[kty]?.[label]
  if (secret !== undefined)
    return { name: secret, isSecret: true, problems: ['a private parameter: it must not be here'] }
  const name = COMMON[label] ?? PARAMETERS[kty]?.[label]
  const isAllowed = label === KTY || label === ALG || name === PARAMETERS[kty]?.[label]
  if (name === undefined) return { problems: ['a parameter that is not allowed here'] }
  const problems = isAllowed ? [] : ['an optional parameter: none is allowed here but alg']
  return { name, problems, ...worded(name, value) }
}

function worded(name: string, value: CborItem): { value?: string } {
  if (value.kind !== 'integer') return {}
  const number = Number(value.value)
  if (name === 'alg') return { value: algorithmName(number) }
  if (name === 'kty') return { value: `${KEY_TYPES[number] ?? 'unknown'} (${number})` }
  if (name === 'crv') return { value: `${CURVES[number] ?? 'unknown'} (${number})` }
  return {}
}

function curveOf(item: CborItem): string | undefined {
  const number = numberAt(item, -1)
  return number === undefined ? undefined : (CURVES[number] ?? String(number))
}

function numberAt(item: CborItem, label: number): number | undefined {
  const value = valueAt(item, label)
  return value?.kind === 'integer' ? Number(value.value) : undefined
}
