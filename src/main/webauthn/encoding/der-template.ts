/**
 * DER of one shape and one length. The library encodes it once. Filling it in afterwards takes a hundredth of the time. The
 * library reads DER of any other shape.
 */
export class DerTemplate {
  readonly #der: Uint8Array
  readonly #places: readonly { readonly start: number; readonly size: number }[]

  /**
   * @param sizes of the parts that differ, in bytes; at least 16 each.
   * @param encode encodes the parts; each part stands unchanged in the result.
   */
  constructor(sizes: readonly number[], encode: (parts: readonly Uint8Array[]) => Uint8Array) {
    const parts = sizes.map((size, i) => new Uint8Array(size).fill(0xa0 + i))
    this.#der = encode(parts)
    this.#places = parts.map((part) => ({
      start: Buffer.from(this.#der).indexOf(part),
      size: part.length,
    }))
    if (this.#places.some(({ start }) => start < 0))
      throw new Error('the encoding does not contain each part unchanged')
  }

  /** @param parts with the sizes of the template. */
  fill(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
    const der = new Uint8Array(this.#der)
    for (const [i, { start, size }] of this.#places.entries()) {
      const part = parts[i]
      if (part?.length !== size) throw new Error(`part ${i} does not have ${size} bytes`)
      der.set(part, start)
    }
    return der
  }

  /** @returns the parts; undefined when `der` does not have this shape. */
  read(der: Uint8Array): readonly Uint8Array[] | undefined {
    if (der.length !== this.#der.length) return undefined
    const parts = this.#places.map(({ start, size }) => der.slice(start, start + size))
    const again = this.fill(parts)
    const isSame = Buffer.compare(again, der) === 0
    // The parts may be secret, so this removes the extra copy from memory.
    again.fill(0)
    return isSame ? parts : undefined
  }
}
