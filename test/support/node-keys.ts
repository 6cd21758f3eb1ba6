/** Private keys as node:crypto has them. */
import { createPrivateKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'

export function nodePrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
}

/** A new private key, PKCS #8 in DER. */
export function newEcKey(namedCurve: string): Uint8Array {
  const { privateKey } = generateKeyPairSync('ec', {
    namedCurve,
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
    publicKeyEncoding: { type: 'spki', format: 'der' },
  })
  return new Uint8Array(privateKey)
}

/** PKCS #8 in node:crypto's form. */
export function pkcs8OfJwk(jwk: JsonWebKey): Uint8Array {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  return new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
}
