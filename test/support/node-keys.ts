/** Private keys as node:crypto has them. */
import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto'

export function nodePrivateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
}

/** PKCS #8 as node:crypto writes it. */
export function pkcs8OfJwk(jwk: JsonWebKey): Uint8Array {
  const key = createPrivateKey({ key: jwk, format: 'jwk' })
  return new Uint8Array(key.export({ type: 'pkcs8', format: 'der' }))
}
