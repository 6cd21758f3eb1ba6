/** Reads the frames of a file ahead, in pieces that can be opened separately. */
import type { FileBytes } from './file-bytes'
import { frameLength, LENGTHS_BYTES } from './frame'
import { ignore } from './whole-file'

/** Whole, consecutive frames of a file. */
export interface Piece {
  /** A copy of their bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** In bytes, from the beginning of the file. */
  readonly offset: number
  /** The sequence number of the first frame, if no earlier frame is missing. */
  readonly sequence: number
  readonly frames: number
}

/** Small enough that the event loop turns often. */
const BLOCK_BYTES = 256 * 1024

/** How many blocks are requested at a time. */
const BLOCKS_AHEAD = 2

/**
 * The consecutive frames from `start` on, as their lengths say. The whole frames of a block are one piece. A frame that spans
 * several blocks is a piece of its own.
 */
export async function* piecesOf(source: FileBytes, start: number): AsyncGenerator<Piece, void> {
  const splitter = new Splitter(source.length, start)
  for await (const block of blocksOf(source, start)) {
    yield* splitter.split(block)
    if (splitter.isDone) return
  }
}

async function* blocksOf(
  source: FileBytes,
  start: number,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const reading: Promise<Uint8Array<ArrayBuffer>>[] = []
  let next = start
  try {
    for (;;) {
      for (; reading.length < BLOCKS_AHEAD && next < source.length; next += BLOCK_BYTES) {
        const block = source.read(next, BLOCK_BYTES)
        // The caller who takes the block gets the failure.
        block.catch(ignore)
        reading.push(block)
      }
      const block = await reading.shift()
      if (!block) return
      // A short block ends the file, even if the file has changed its length.
      const isLast = block.length < BLOCK_BYTES
      yield block
      if (isLast) return
    }
  } finally {
    // The file may be closed only after all reads have ended.
    await Promise.allSettled(reading)
  }
}

class Splitter {
  readonly #fileBytes: number
  /** Of the next byte to hand out. */
  #offset: number
  #sequence = 0
  /** The beginning of a frame that continues in the next block. */
  #begun: Uint8Array[] = []
  #begunBytes = 0
  /** The length of that frame, or of its length fields while they are incomplete; 0 when no frame has begun. */
  #wanted = 0
  #isDone = false

  constructor(fileBytes: number, start: number) {
    this.#fileBytes = fileBytes
    this.#offset = start
  }

  /** Whether the next bytes are not a whole frame. */
  get isDone(): boolean {
    return this.#isDone
  }

  *split(block: Uint8Array<ArrayBuffer>): Generator<Piece> {
    const missing = this.#wanted - this.#begunBytes
    if (missing > block.length) {
      this.#begun.push(block)
      this.#begunBytes += block.length
      return
    }
    let rest = block
    if (missing > 0) {
      const begun = new Uint8Array(Buffer.concat([...this.#begun, block.subarray(0, missing)]))
      rest = block.subarray(missing)
      if (frameLength(viewOf(begun), 0) === begun.length) yield this.#piece(begun, 1)
      else {
        this.#begin(begun)
        if (!this.#isDone) yield* this.split(rest)
        return
      }
    }
    const { end, frames } = walkFrames(rest)
    // Copies first: the receiver of the piece may transfer its memory to another thread.
    const begun = rest.slice(end)
    if (frames > 0) yield this.#piece(rest.subarray(0, end), frames)
    this.#begin(begun)
  }

  #piece(bytes: Uint8Array<ArrayBuffer>, frames: number): Piece {
    const piece = { bytes, offset: this.#offset, sequence: this.#sequence, frames }
    this.#offset += bytes.length
    this.#sequence += frames
    return piece
  }

  #begin(bytes: Uint8Array): void {
    const length = bytes.length === 0 ? 0 : frameLength(viewOf(bytes), 0)
    this.#wanted = length === 'cut-off' ? LENGTHS_BYTES : Number(length)
    this.#isDone = length === 'garbled' || this.#offset + this.#wanted > this.#fileBytes
    this.#begun = [bytes]
    this.#begunBytes = bytes.length
  }
}

function walkFrames(bytes: Uint8Array): { end: number; frames: number } {
  const view = viewOf(bytes)
  let [end, frames] = [0, 0]
  for (;;) {
    const length = frameLength(view, end)
    if (typeof length !== 'number' || end + length > bytes.length) return { end, frames }
    end += length
    frames++
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
}
