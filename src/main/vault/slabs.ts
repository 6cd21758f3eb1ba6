const SLAB_BYTES = 1024 * 1024

/**
 * Keeps many small pieces of bytes in a few large blocks of memory. A block for each piece costs twice the time when
 * there are a hundred thousand.
 */
export class Slabs {
  #slab = new Uint8Array(0)
  #used = 0

  /** @returns a copy of the bytes. */
  keep(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    if (this.#used + bytes.length > this.#slab.length) {
      this.#slab = new Uint8Array(Math.max(SLAB_BYTES, bytes.length))
      this.#used = 0
    }
    const kept = this.#slab.subarray(this.#used, this.#used + bytes.length)
    kept.set(bytes)
    this.#used += bytes.length
    return kept
  }
}
