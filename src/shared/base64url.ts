/**
 * base64url without padding (WebAuthn §3, RFC 4648 §5), in plain TypeScript: the page, the window and
 * the main process share it, and only some of them have `Buffer` or `atob`.
 */
import { uncurried } from './uncurried'

// Taken when the script loads, because a page may replace them.
const { Uint8Array } = globalThis
const { getOwnPropertyDescriptor, getPrototypeOf } = Object
const { floor, min } = Math
/* oxlint-disable typescript/unbound-method -- they get their object when they are called */
const charCodeAt = uncurried(String.prototype.charCodeAt) as (text: string, index: number) => number
const exec = uncurried(RegExp.prototype.exec) as (pattern: RegExp, text: string) => unknown
const length = getOwnPropertyDescriptor(getPrototypeOf(Uint8Array.prototype), 'length')
export const byteCount = uncurried(length?.get) as (bytes: Uint8Array) => number
/* oxlint-enable typescript/unbound-method */

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The value of each character, by its code. */
const VALUES = new Uint8Array(128)
for (let value = 0; value < 64; value++) VALUES[charCodeAt(ALPHABET, value)] = value

export function encodeBase64Url(bytes: Uint8Array): string {
  let text = ''
  const end = byteCount(bytes)
  for (let i = 0; i < end; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const characters = min(end - i, 3) + 1
    for (let c = 0; c < characters; c++) text += ALPHABET[(group >> (18 - 6 * c)) & 63] ?? ''
  }
  return text
}

/**
 * Decodes as browsers do: drops the left-over bits of the last character, and refuses padding and the standard alphabet.
 *
 * @throws {TypeError} when `text` is not unpadded base64url.
 */
export function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> {
  if (!isBase64Url(text)) throw new TypeError('not base64url')
  const bytes = new Uint8Array(byteLengthOf(text))
  let bits = 0
  let buffer = 0
  let length = 0
  for (let i = 0; i < text.length; i++) {
    buffer = (buffer << 6) | (VALUES[charCodeAt(text, i)] ?? 0)
    bits += 6
    // The bits of earlier bytes are shifted out at the top.
    if (bits >= 8) bytes[length++] = buffer >> (bits -= 8)
  }
  return bytes
}

/** The number of bytes that a base64url text encodes. */
export function byteLengthOf(text: string): number {
  return floor((text.length * 3) / 4)
}

export function isBase64Url(text: string): boolean {
  return text.length % 4 !== 1 && exec(/^[A-Za-z0-9_-]*$/, text) !== null
}
