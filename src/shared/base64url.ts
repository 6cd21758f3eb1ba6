/**
 * base64url without padding (WebAuthn §3, RFC 4648 §5), in plain TypeScript: the page, the window and
 * the main process share it, and only some of them have `Buffer` or `atob`.
 */
// Taken when the script loads, because a page may replace them.
const { Uint8Array } = globalThis
const { floor, min } = Math
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
/** The value of each character, by its code. */
const VALUES: number[] = []
for (let value = 0; value < 64; value++) VALUES[ALPHABET.charCodeAt(value)] = value

export function encodeBase64Url(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0)
    const characters = min(bytes.length - i, 3) + 1
    for (let c = 0; c < characters; c++) text += ALPHABET.charAt((group >> (18 - 6 * c)) & 63)
  }
  return text
}

/**
 * As browsers do: drops the left-over bits of the last character, refuses padding and the standard alphabet.
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
    buffer = (buffer << 6) | (VALUES[text.charCodeAt(i)] ?? 0)
    bits += 6
    // The bits of earlier bytes are shifted out at the top.
    if (bits >= 8) bytes[length++] = buffer >> (bits -= 8)
  }
  return bytes
}

/** How many bytes a base64url text stands for. */
export function byteLengthOf(text: string): number {
  return floor((text.length * 3) / 4)
}

export function isBase64Url(text: string): boolean {
  return text.length % 4 !== 1 && /^[A-Za-z0-9_-]*$/.test(text)
}
