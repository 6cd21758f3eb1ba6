/** Verifies signatures: RSA with Web Crypto, which the window and Node have, and all others with noble. */
import { ml_dsa44, ml_dsa65, ml_dsa87 } from '@noble/post-quantum/ml-dsa.js'
import { encodeBase64Url } from '../../shared/base64url'
import { hash, type HashName } from './bytes'
import {
  EDWARDS_CURVES,
  isPointCurve,
  POINT_CURVES,
  uncompressed,
  type PointCurve,
  type PublicKey,
} from './public-key'

/** The signature scheme, without the key. */
export type Scheme =
  | { readonly name: 'ecdsa'; readonly hash: HashName; readonly curve?: PointCurve }
  | { readonly name: 'pkcs1' | 'pss'; readonly hash: HashName }
  | { readonly name: 'edwards' | 'ml-dsa' }

/** `cannot`: the scheme or the key is not supported here. */
export type Verdict = 'valid' | 'invalid' | 'cannot'

const PSS_SALT_BYTES: Readonly<Record<HashName, number>> = {
  'SHA-1': 20,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
}

const ML_DSA = { 'ML-DSA-44': ml_dsa44, 'ML-DSA-65': ml_dsa65, 'ML-DSA-87': ml_dsa87 }

/** By COSE algorithm identifier. */
const BY_ALGORITHM: ReadonlyMap<number, Scheme> = new Map<number, Scheme>([
  [-7, { name: 'ecdsa', hash: 'SHA-256' }],
  [-9, { name: 'ecdsa', hash: 'SHA-256', curve: 'P-256' }],
  [-35, { name: 'ecdsa', hash: 'SHA-384' }],
  [-51, { name: 'ecdsa', hash: 'SHA-384', curve: 'P-384' }],
  [-36, { name: 'ecdsa', hash: 'SHA-512' }],
  [-52, { name: 'ecdsa', hash: 'SHA-512', curve: 'P-521' }],
  [-47, { name: 'ecdsa', hash: 'SHA-256', curve: 'secp256k1' }],
  [-8, { name: 'edwards' }],
  [-19, { name: 'edwards' }],
  [-53, { name: 'edwards' }],
  [-257, { name: 'pkcs1', hash: 'SHA-256' }],
  [-258, { name: 'pkcs1', hash: 'SHA-384' }],
  [-259, { name: 'pkcs1', hash: 'SHA-512' }],
  [-65535, { name: 'pkcs1', hash: 'SHA-1' }],
  [-37, { name: 'pss', hash: 'SHA-256' }],
  [-38, { name: 'pss', hash: 'SHA-384' }],
  [-39, { name: 'pss', hash: 'SHA-512' }],
  [-48, { name: 'ml-dsa' }],
  [-49, { name: 'ml-dsa' }],
  [-50, { name: 'ml-dsa' }],
])

/** By the object identifier of a certificate's signature. */
const BY_OID: Readonly<Record<string, Scheme>> = {
  '1.2.840.10045.4.1': { name: 'ecdsa', hash: 'SHA-1' },
  '1.2.840.10045.4.3.2': { name: 'ecdsa', hash: 'SHA-256' },
  '1.2.840.10045.4.3.3': { name: 'ecdsa', hash: 'SHA-384' },
  '1.2.840.10045.4.3.4': { name: 'ecdsa', hash: 'SHA-512' },
  '1.2.840.113549.1.1.5': { name: 'pkcs1', hash: 'SHA-1' },
  '1.2.840.113549.1.1.11': { name: 'pkcs1', hash: 'SHA-256' },
  '1.2.840.113549.1.1.12': { name: 'pkcs1', hash: 'SHA-384' },
  '1.2.840.113549.1.1.13': { name: 'pkcs1', hash: 'SHA-512' },
  '1.3.101.112': { name: 'edwards' },
  '1.3.101.113': { name: 'edwards' },
}

export function schemeOf(algorithm: number): Scheme | undefined {
  return BY_ALGORITHM.get(algorithm)
}

export function schemeOfOid(oid: string): Scheme | undefined {
  return BY_OID[oid]
}

/** The hash that an algorithm signs; undefined when it signs the message itself. */
export function hashOf(algorithm: number): HashName | undefined {
  const scheme = BY_ALGORITHM.get(algorithm)
  return scheme && 'hash' in scheme ? scheme.hash : undefined
}

/** Never throws. */
export async function verifySignature(
  key: PublicKey,
  scheme: Scheme | undefined,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<Verdict> {
  if (!scheme) return 'cannot'
  try {
    return await verdict(key, scheme, data, signature)
  } catch {
    return 'invalid'
  }
}

async function verdict(
  key: PublicKey,
  scheme: Scheme,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<Verdict> {
  switch (scheme.name) {
    case 'ecdsa':
      return key.kind === 'ec' ? worded(isByPoint(key, scheme, data, signature)) : 'invalid'
    case 'edwards':
      return key.kind === 'edwards'
        ? worded(EDWARDS_CURVES[key.curve].verify(signature, data, key.x, { zip215: false }))
        : 'invalid'
    case 'ml-dsa':
      return key.kind === 'ml-dsa'
        ? worded(ML_DSA[key.level].verify(signature, data, key.pub))
        : 'invalid'
    default:
      return key.kind === 'rsa' ? byRsa(key, scheme, data, signature) : 'invalid'
  }
}

function worded(isValid: boolean): Verdict {
  return isValid ? 'valid' : 'invalid'
}

type EcKey = Extract<PublicKey, { kind: 'ec' }>
type RsaKey = Extract<PublicKey, { kind: 'rsa' }>

function isByPoint(
  { curve, x, y }: EcKey,
  scheme: Extract<Scheme, { name: 'ecdsa' }>,
  data: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (isPointCurve(scheme.curve) && scheme.curve !== curve) return false
  const digest = hash(scheme.hash, data)
  const point = uncompressed(x, y)
  const how = { prehash: false, lowS: false, format: 'der' } as const
  return POINT_CURVES[curve].verify(signature, digest, point, how)
}

async function byRsa(
  { n, e }: RsaKey,
  scheme: Extract<Scheme, { name: 'pkcs1' | 'pss' }>,
  data: Uint8Array,
  signature: Uint8Array,
): Promise<Verdict> {
  const isPss = scheme.name === 'pss'
  const name = isPss ? 'RSA-PSS' : 'RSASSA-PKCS1-v1_5'
  const jwk = { kty: 'RSA', n: encodeBase64Url(n), e: encodeBase64Url(e) }
  const { subtle } = crypto
  const key = await subtle.importKey('jwk', jwk, { name, hash: scheme.hash }, false, ['verify'])
  const how = { name, ...(isPss && { saltLength: PSS_SALT_BYTES[scheme.hash] }) }
  return worded(await subtle.verify(how, key, new Uint8Array(signature), new Uint8Array(data)))
}
