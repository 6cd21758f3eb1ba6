/**
 * The signature algorithms, one row each, by COSE algorithm identifier.
 *
 * @noble/curves makes the elliptic keys. P-256 and Ed25519 sign natively, which takes a tenth of the time
 * (docs/decisions/0004); a property test holds the two equal.
 */
import { ed25519 } from '@noble/curves/ed25519.js'
import { p256 } from '@noble/curves/nist.js'
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { decodeBase64Url, encodeBase64Url } from '../../../../shared/base64url'
import { ec2CoseKey, okpCoseKey, rsaCoseKey } from '../../encoding/cose-key'
import type { Algorithm, SigningKey } from '../ports'

const RSA_BITS = 2048

const ES256: Algorithm = {
  id: -7,
  name: 'ES256',
  newPrivateKey: async (random) => {
    const { secretKey, publicKey } = p256.keygen(random.bytes(p256.lengths.seed ?? 48))
    const point = p256.Point.fromBytes(publicKey).toBytes(false) // 0x04 ‖ x ‖ y
    return pkcs8({
      kty: 'EC',
      crv: 'P-256',
      d: encodeBase64Url(secretKey),
      x: encodeBase64Url(point.subarray(1, 33)),
      y: encodeBase64Url(point.subarray(33)),
    })
  },
  open: (pkcs8) => open(pkcs8, 'sha256', ({ x, y }) => ec2CoseKey(-7, 1, x, y)),
}

const EdDSA: Algorithm = {
  id: -8,
  name: 'EdDSA',
  newPrivateKey: async (random) => {
    const { secretKey, publicKey } = ed25519.keygen(random.bytes(32))
    return pkcs8({
      kty: 'OKP',
      crv: 'Ed25519',
      d: encodeBase64Url(secretKey),
      x: encodeBase64Url(publicKey),
    })
  },
  open: (pkcs8) => open(pkcs8, null, ({ x }) => okpCoseKey(-8, 6, x)),
}

const RS256: Algorithm = {
  id: -257,
  name: 'RS256',
  newPrivateKey: () =>
    new Promise((resolve, reject) => {
      generateKeyPair('rsa', { modulusLength: RSA_BITS }, (error, _publicKey, privateKey) => {
        if (error) reject(error)
        else resolve(new Uint8Array(privateKey.export({ type: 'pkcs8', format: 'der' })))
      })
    }),
  open: (pkcs8) => open(pkcs8, 'sha256', ({ n, e }) => rsaCoseKey(-257, n, e)),
}

export const ALGORITHMS: ReadonlyMap<number, Algorithm> = new Map(
  [ES256, EdDSA, RS256].map((algorithm) => [algorithm.id, algorithm]),
)

type PublicParameters = Record<'x' | 'y' | 'n' | 'e', Uint8Array>

function open(
  pkcs8: Uint8Array,
  hash: string | null,
  coseKey: (parameters: PublicParameters) => Uint8Array,
): SigningKey {
  const key = createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
  const publicKey = createPublicKey(key)
  return {
    coseKey: coseKey(parameters(publicKey)),
    spki: new Uint8Array(publicKey.export({ type: 'spki', format: 'der' })),
    sign: (data) => new Uint8Array(sign(hash, data, key)),
  }
}

/** The parameters of a public key as bytes; those that its kind has not are empty. */
function parameters(publicKey: KeyObject): PublicParameters {
  const { x = '', y = '', n = '', e = '' } = publicKey.export({ format: 'jwk' })
  return {
    x: decodeBase64Url(x),
    y: decodeBase64Url(y),
    n: decodeBase64Url(n),
    e: decodeBase64Url(e),
  }
}

function pkcs8(jwk: JsonWebKey): Uint8Array {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  return new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
}
