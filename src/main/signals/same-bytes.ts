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

/** Differs for different bytes. */
export function textOf({ buffer, byteOffset, length }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, length).toString('latin1')
}
