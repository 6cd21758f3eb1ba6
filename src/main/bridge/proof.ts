import { createHmac, timingSafeEqual } from 'node:crypto'
import { proofText } from '../../shared/bridge-messages'
import { decodeBase64Url, encodeBase64Url } from '../../shared/base64url'

/** The nonces of both sides, in base64url as sent. */
export interface Nonces {
  readonly page: string
  readonly bridge: string
}

/** The bridge's proof for `welcome`: HMAC-SHA-256, 32 bytes, base64url. */
export function bridgeProof(token: Uint8Array, origin: string, nonces: Nonces): string {
  return encodeBase64Url(hmac(token, proofText('server', origin, nonces.page, nonces.bridge)))
}

/** Whether `proof`, 32 bytes as base64url, is the page's proof for these nonces. Compares in constant time. */
export function isPageProof(
  proof: string,
  token: Uint8Array,
  origin: string,
  nonces: Nonces,
): boolean {
  const expected = hmac(token, proofText('client', origin, nonces.bridge, nonces.page))
  const given = decodeBase64Url(proof)
  return given.length === expected.length && timingSafeEqual(given, expected)
}

function hmac(token: Uint8Array, text: string): Buffer {
  return createHmac('sha256', token).update(text).digest()
}
