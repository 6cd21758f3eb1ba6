/** Opens the frames of a file piece by piece, so that another thread can do it (frame-worker.ts). */
import { nextTurn } from '../platform/next-turn'
import { outlineBatch } from './batch-outline'
import type { FileBytes } from './file-bytes'
import { FRAME_OVERHEAD, frameLength, type FrameSealer } from './frame'
import { piecesOf, type Piece } from './frame-pieces'
import { ignore } from './whole-file'

/** Frames that were opened. */
export interface OpenedPiece {
  /** Each of the opened frames has its plaintext in its place: after the first {@link FRAME_OVERHEAD} bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How many frames opened. The frame after them did not. */
  readonly opened: number
  /** Of the opened frames, one after the other: the length of the frame, and what `outlineBatch` found in it. */
  readonly outline: Int32Array<ArrayBuffer>
}

/** Opens frames in another thread. */
export interface FrameOpener {
  /** How many pieces it should be given at a time. */
  readonly ahead: number
  /**
   * @param piece whole frames, one after the other. Belongs to the opener from now on.
   * @param sequence of the first frame.
   */
  open(piece: Uint8Array<ArrayBuffer>, sequence: number): Promise<OpenedPiece>
  /** Ends it after the pieces that it was given. */
  end(): void
}

/** How many pieces may wait for the ones before them. */
const MOST_WAITING = 32

/** Handing a smaller piece to another thread takes as long as opening it, in bytes. */
const WORTH_HANDING_OVER = 8 * 1024

/** Replaces each frame of a piece by its plaintext, until one does not open. */
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
 * Opens the frames that follow one another from `start` on, in their order, until one does not open. This thread helps the
 * other one instead of waiting for it, and opens everything where the other one fails.
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

/** A piece that is being opened, or waits for the ones before it. */
interface Opening {
  readonly frames: number
  readonly result: Promise<OpenedPiece>
  isDone: boolean
}

class OpeningQueue {
  readonly #file: FileToOpen
  readonly #pieces: AsyncGenerator<Piece, void>
  /** Pieces that were read, and are not being opened yet. */
  readonly #read: Piece[] = []
  readonly #queue: Opening[] = []
  #reading: Promise<void> | undefined
  #isAtEnd = false

  constructor(file: FileToOpen) {
    this.#file = file
    this.#pieces = piecesOf(file.source, file.start)
  }

  /**
   * The next piece, opened.
   *
   * @returns undefined where there are no more.
   * @throws where the file cannot be read.
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

  /** Resolves when nothing reads the file any more. */
  async end(): Promise<void> {
    this.#isAtEnd = true
    await Promise.allSettled([this.#reading, ...this.#queue.map(({ result }) => result)])
    await this.#pieces.return(undefined)
  }

  #readAhead(): void {
    this.#handOver()
    if (this.#isAtEnd || this.#reading || this.#read.length >= MOST_WAITING) return
    this.#reading = this.#readOne()
    // Who waits for the piece hears of the failure.
    this.#reading.catch(ignore)
  }

  async #readOne(): Promise<void> {
    const { value, done } = await this.#pieces.next()
    this.#reading = undefined
    if (done === true) this.#isAtEnd = true
    else this.#read.push(value)
    this.#readAhead()
  }

  /** Gives the other thread work. */
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

  /** @returns whether there was anything to open. */
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
      // The other thread has the bytes, and does not give them back.
      return this.#open({ ...piece, bytes: await this.#file.source.read(offset, length) })
    }
  }

  #open({ bytes, sequence }: Piece): OpenedPiece {
    return openPiece(this.#file.sealer, bytes, sequence)
  }
}
