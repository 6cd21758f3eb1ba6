/** Signatures by the runtime's own library: OpenSSL in Node, BoringSSL in Electron. */
import { createPrivateKey, sign, type KeyObject, type SigningOptions } from 'node:crypto'

/** @param pkcs8 DER, of a kind that the runtime knows. */
export function nativeKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), type: 'pkcs8', format: 'der' })
}

/** @param hash null where the algorithm brings its own. */
export function nativeSigner(
  key: KeyObject,
  hash: string | null,
  options: SigningOptions = {},
): (data: Uint8Array) => Uint8Array {
  return (data) => new Uint8Array(sign(hash, data, { key, ...options }))
}
