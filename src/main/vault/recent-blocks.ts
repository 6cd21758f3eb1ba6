import type { FileBytes } from './file-bytes'

const BLOCK_BYTES = 256 * 1024
const BLOCKS_KEPT = 32

/** Reads small, neighbouring parts of a file. Caches the blocks that were used last, at most 8 MiB. */
export class RecentBlocks {
  readonly #source: FileBytes
  /** By block number. The most recently used block is last. */
  readonly #blocks = new Map<number, Uint8Array>()

  constructor(source: FileBytes) {
    this.#source = source
  }

  /**
   * The caller must not change the bytes.
   *
   * @returns fewer bytes when the file ends earlier.
   * @throws {UnreadableVaultError}
   */
  async read(position: number, length: number): Promise<Uint8Array> {
    const number = Math.floor(position / BLOCK_BYTES)
    const from = position - number * BLOCK_BYTES
    if (from + length > BLOCK_BYTES) return this.#source.read(position, length)
    return (await this.#block(number)).subarray(from, from + length)
  }

  async #block(number: number): Promise<Uint8Array> {
    const block =
      this.#blocks.get(number) ?? (await this.#source.read(number * BLOCK_BYTES, BLOCK_BYTES))
    this.#blocks.delete(number)
    this.#blocks.set(number, block)
    const [oldest] = this.#blocks.keys()
    if (this.#blocks.size > BLOCKS_KEPT && oldest !== undefined) this.#blocks.delete(oldest)
    return block
  }
}
