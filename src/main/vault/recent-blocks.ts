import type { FileBytes } from './file-bytes'

const BLOCK_BYTES = 256 * 1024
const BLOCKS_KEPT = 32

/** Reads small parts of a file that lie near one another. Keeps the blocks that were used last, 8 MiB at most. */
export class RecentBlocks {
  readonly #source: FileBytes
  /** By their number; the one that was used last comes last. */
  readonly #blocks = new Map<number, Uint8Array>()

  constructor(source: FileBytes) {
    this.#source = source
  }

  /**
   * The caller leaves the bytes as they are.
   *
   * @returns fewer bytes where the file ends before.
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
