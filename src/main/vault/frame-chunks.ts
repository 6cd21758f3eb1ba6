/** Writes and reads many frames in chunks, so that the whole file is never in memory. */
import { createHash } from 'node:crypto'
import type { OpenFile } from './files'
import { frameLength } from './frame'
import { writeFully } from './whole-file'

export const CHUNK_BYTES = 256 * 1024

/** Writes a new file from its beginning. */
export class ChunkWriter {
  readonly #file: OpenFile
  readonly #hash = createHash('sha256')
  #waiting: Uint8Array[] = []
  #waitingBytes = 0
  #size = 0

  constructor(file: OpenFile) {
    this.#file = file
  }

  async add(bytes: Uint8Array): Promise<void> {
    this.#waiting.push(bytes)
    this.#waitingBytes += bytes.length
    if (this.#waitingBytes >= CHUNK_BYTES) await this.#write()
  }

  /** Writes the remaining bytes. */
  async end(): Promise<{ size: number; sha256: Buffer }> {
    await this.#write()
    return { size: this.#size, sha256: this.#hash.digest() }
  }

  async #write(): Promise<void> {
    const chunk = Buffer.concat(this.#waiting)
    this.#waiting = []
    this.#waitingBytes = 0
    this.#hash.update(chunk)
    await writeFully(this.#file, chunk, this.#size)
    this.#size += chunk.length
  }
}

/** Finds the frames in the chunks of a file. */
export class FrameSplitter {
  #rest: Uint8Array = new Uint8Array(0)
  #toSkip: number

  /** @param headerLength the number of bytes before the first frame. */
  constructor(headerLength: number) {
    this.#toSkip = headerLength
  }

  /** Whether the last chunk ended at the end of a frame. */
  get isDone(): boolean {
    return this.#rest.length === 0
  }

  /** The whole frames that the chunk completes. Keeps the rest for the next chunk. */
  *split(chunk: Uint8Array): Generator<Uint8Array> {
    const skipped = Math.min(this.#toSkip, chunk.length)
    this.#toSkip -= skipped
    const bytes = Buffer.concat([this.#rest, chunk.subarray(skipped)])
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let offset = 0
    for (;;) {
      const length = frameLength(view, offset)
      if (typeof length !== 'number' || offset + length > bytes.length) break
      yield bytes.subarray(offset, offset + length)
      offset += length
    }
    this.#rest = bytes.subarray(offset)
  }
}
