/**
 * Compares bytes. One signal may be about thousands of passkeys: the loops take as long as Node's own functions, and the
 * preview of the window can run them.
 */

export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false
  return true
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

/** Differs for different bytes. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}
