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
  generateKeyPair,
  sign,
  type JsonWebKey,
  type KeyObject,
} from 'node:crypto'
import { encodeBase64Url } from '../../../shared/base64url'
import { ec2CoseKey, okpCoseKey, rsaCoseKey } from '../encoding/cose-key'
import type { Algorithm } from './ports'

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
  coseKey: (publicKey) => ec2CoseKey(-7, 1, publicKey),
  sign: (privateKey, data) => sign('sha256', data, privateKey),
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
  coseKey: (publicKey) => okpCoseKey(-8, 6, publicKey),
  sign: (privateKey, data) => sign(null, data, privateKey),
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
  coseKey: (publicKey) => rsaCoseKey(-257, publicKey),
  sign: (privateKey, data) => sign('sha256', data, privateKey),
}

export const ALGORITHMS: ReadonlyMap<number, Algorithm> = new Map(
  [ES256, EdDSA, RS256].map((algorithm) => [algorithm.id, algorithm]),
)

/** A private key as the vault keeps it (PKCS #8, DER), ready to sign. */
export function openPrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
}

function pkcs8(jwk: JsonWebKey): Uint8Array {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  return new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
}
