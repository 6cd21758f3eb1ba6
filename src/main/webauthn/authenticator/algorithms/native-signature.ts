/** Signatures and points by the runtime's own library: OpenSSL in Node, BoringSSL in Electron. */
import {
  createECDH,
  createPrivateKey,
  sign,
  type KeyObject,
  type SigningOptions,
} from 'node:crypto'

/** @param pkcs8 DER, of a kind that the runtime knows. */
export function nativeKey(pkcs8: Uint8Array): KeyObject {
  const key = Buffer.from(pkcs8.buffer, pkcs8.byteOffset, pkcs8.length)
  return createPrivateKey({ key, type: 'pkcs8', format: 'der' })
}

/** @returns a function that opens the key, once. Until then it keeps a copy of `pkcs8`, which it then overwrites. */
export function laterNativeKey(pkcs8: Uint8Array): () => KeyObject {
  const copy = pkcs8.slice()
  return () => {
    try {
      return nativeKey(copy)
    } finally {
      copy.fill(0)
    }
  }
}

/**
 * @param openKey called at the first signature, because a new passkey is often stored without signing.
 * @param hash null when the algorithm includes its own hash.
 */
export function nativeSigner(
  openKey: () => KeyObject,
  hash: string | null,
  options: SigningOptions = {},
): (data: Uint8Array) => Uint8Array {
  let key: KeyObject | undefined
  return (data) => new Uint8Array(sign(hash, data, { key: (key ??= openKey()), ...options }))
}

/**
 * @param curve the runtime's name of the curve.
 * @param secretKey big-endian, as long as the curve's order.
 * @returns `0x04 ‖ x ‖ y`.
 */
export function nativePoint(curve: string, secretKey: Uint8Array): Uint8Array {
  const pair = createECDH(curve)
  pair.setPrivateKey(secretKey)
  return new Uint8Array(pair.getPublicKey())
}
