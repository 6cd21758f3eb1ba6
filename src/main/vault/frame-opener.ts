/** Opens the frames of a file in pieces, so that another thread can do it (frame-worker.ts). */
import { nextTurn } from '../platform/next-turn'
import { outlineBatch } from './batch-outline'
import type { FileBytes } from './file-bytes'
import { FRAME_OVERHEAD, frameLength, type FrameSealer } from './frame'
import { piecesOf, type Piece } from './frame-pieces'
import { ignore } from './whole-file'

/** Opened frames. */
export interface OpenedPiece {
  /** The plaintext of each frame is in the place of the frame: after its first {@link FRAME_OVERHEAD} bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How many frames opened. The next frame did not open. */
  readonly opened: number
  /** For each opened frame in order: its length, and what `outlineBatch` found in it. */
  readonly outline: Int32Array<ArrayBuffer>
}

/** Opens frames in another thread. */
export interface FrameOpener {
  /** How many pieces to give the opener ahead. */
  readonly ahead: number
  /**
   * @param piece whole frames, one after the other. The opener owns the piece from now on.
   * @param sequence of the first frame.
   */
  open(piece: Uint8Array<ArrayBuffer>, sequence: number): Promise<OpenedPiece>
  /** Ends the opener once it has opened the pieces that it was given. */
  end(): void
}

/** How many pieces may wait for earlier pieces. */
const MOST_WAITING = 32

/** In bytes. Opening a smaller piece takes no longer than handing it to another thread. */
const WORTH_HANDING_OVER = 8 * 1024

/** Replaces each frame of a piece with its plaintext, until a frame does not open. */
export function openPiece(
  sealer: FrameSealer,
  bytes: Uint8Array<ArrayBuffer>,
  sequence: number,
): OpenedPiece {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const outline: number[] = []
  let [opened, offset] = [0, 0]
  for (;;) {
    const length = frameLength(view, offset)
    if (typeof length !== 'number' || offset + length > bytes.length) break
    const end = offset + length
    const plaintext = sealer.open(sequence + opened, bytes.subarray(offset, end))
    if (!plaintext) break
    const from = offset + FRAME_OVERHEAD
    bytes.set(plaintext, from)
    outline.push(length)
    outlineBatch({ bytes, from, end }, outline)
    opened++
    offset = end
  }
  return { bytes, opened, outline: new Int32Array(outline) }
}

/** A file whose frames are being opened. */
export interface FileToOpen {
  readonly source: FileBytes
  /** Where the first frame begins. */
  readonly start: number
  readonly sealer: FrameSealer
  readonly opener?: FrameOpener
}

/**
 * Opens consecutive frames from `start` on, in order, until a frame does not open. This thread helps the other thread instead
 * of waiting for it, and opens everything if the other thread fails.
 */
export async function* openInOrder(file: FileToOpen): AsyncGenerator<OpenedPiece> {
  const queue = new OpeningQueue(file)
  try {
    for (;;) {
      const first = await queue.next()
      if (!first) return
      const result = await first.result
      yield result
      if (result.opened < first.frames) return
    }
  } finally {
    await queue.end()
  }
}

/** A piece that is being opened, or waits for earlier pieces. */
interface Opening {
  readonly frames: number
  readonly result: Promise<OpenedPiece>
  isDone: boolean
}

class OpeningQueue {
  readonly #file: FileToOpen
  readonly #pieces: AsyncGenerator<Piece, void>
  /** Pieces that were read but are not being opened yet. */
  readonly #read: Piece[] = []
  readonly #queue: Opening[] = []
  #reading: Promise<void> | undefined
  #isAtEnd = false

  constructor(file: FileToOpen) {
    this.#file = file
    this.#pieces = piecesOf(file.source, file.start)
  }

  /**
   * The next opened piece.
   *
   * @returns undefined at the end.
   * @throws when the file cannot be read.
   */
  async next(): Promise<Opening | undefined> {
    for (;;) {
      this.#readAhead()
      const [first] = this.#queue
      if (first?.isDone) return this.#queue.shift()
      if (this.#openHere()) await nextTurn()
      else if (first) await first.result
      else if (this.#reading) await this.#reading
      else return undefined
    }
  }

  /** Resolves once no read of the file is pending. */
  async end(): Promise<void> {
    this.#isAtEnd = true
    await Promise.allSettled([this.#reading, ...this.#queue.map(({ result }) => result)])
    await this.#pieces.return(undefined)
  }

  #readAhead(): void {
    this.#handOver()
    if (this.#isAtEnd || this.#reading || this.#read.length >= MOST_WAITING) return
    this.#reading = this.#readOne()
    // The caller who waits for the piece gets the failure.
    this.#reading.catch(ignore)
  }

  async #readOne(): Promise<void> {
    const { value, done } = await this.#pieces.next()
    this.#reading = undefined
    if (done === true) this.#isAtEnd = true
    else this.#read.push(value)
    this.#readAhead()
  }

  /** Hands pieces to the other thread. */
  #handOver(): void {
    const { opener } = this.#file
    if (!opener) return
    while (this.#queue.filter(({ isDone }) => !isDone).length < opener.ahead) {
      const piece = this.#take()
      if (!piece) return
      if (piece.bytes.length < WORTH_HANDING_OVER) this.#openNow(piece)
      else this.#add(piece, this.#openBy(opener, piece))
    }
  }

  /** @returns whether there was a piece to open. */
  #openHere(): boolean {
    const piece = this.#take()
    if (piece) this.#openNow(piece)
    return piece !== undefined
  }

  #openNow(piece: Piece): void {
    this.#add(piece, Promise.resolve(this.#open(piece))).isDone = true
  }

  #take(): Piece | undefined {
    return this.#queue.length < MOST_WAITING ? this.#read.shift() : undefined
  }

  #add({ frames }: Piece, result: Promise<OpenedPiece>): Opening {
    const opening = { frames, result, isDone: false }
    void result.then(() => (opening.isDone = true), ignore)
    this.#queue.push(opening)
    return opening
  }

  async #openBy(opener: FrameOpener, piece: Piece): Promise<OpenedPiece> {
    const { offset, sequence } = piece
    const { length } = piece.bytes
    try {
      return await opener.open(piece.bytes, sequence)
    } catch {
      // The other thread has the bytes and does not return them.
      return this.#open({ ...piece, bytes: await this.#file.source.read(offset, length) })
    }
  }

  #open({ bytes, sequence }: Piece): OpenedPiece {
    return openPiece(this.#file.sealer, bytes, sequence)
  }
}
