/** Compares bytes without converting them to text: one signal may be about thousands of passkeys. */

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && Buffer.compare(a, b) === 0
}

export class ByteSet {
  readonly #texts: Set<string>

  constructor(all: Iterable<Uint8Array>) {
    this.#texts = new Set(Array.from(all, textOf))
  }

  has(bytes: Uint8Array): boolean {
    return this.#texts.has(textOf(bytes))
  }
}

function textOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('latin1')
}

/** @param text valid base64url; left-over bits of its last character are dropped. */
export function bytesOf(text: string): Uint8Array {
  return Buffer.from(text, 'base64url')
}

/** The text that we would write for the same bytes. */
export function canonical(text: string): string {
  return Buffer.from(text, 'base64url').toString('base64url')
}
