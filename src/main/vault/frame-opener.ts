/** Opens the frames of a file piece by piece, so that another thread can do it (frame-worker.ts). */
import { nextTurn } from '../platform/next-turn'
import { FRAME_OVERHEAD, frameLength, type FrameSealer } from './frame'

/** Frames that were opened. */
export interface OpenedPiece {
  /** Each of the opened frames has its plaintext in its place: after the first {@link FRAME_OVERHEAD} bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How many frames opened. The frame after them did not. */
  readonly opened: number
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

/** Whole frames of a file. */
interface Piece {
  /** In bytes, from the beginning of the file. */
  readonly offset: number
  readonly length: number
  /** The sequence number of the first frame, if no frame before is missing. */
  readonly sequence: number
  readonly frames: number
}

/** So small that the event loop turns often. */
const PIECE_BYTES = 128 * 1024

/** How many pieces may wait for the ones before them. */
const MOST_WAITING = 64

/** Replaces each frame of a piece by its plaintext, until one does not open. */
export function openPiece(
  sealer: FrameSealer,
  bytes: Uint8Array<ArrayBuffer>,
  sequence: number,
): OpenedPiece {
  let opened = 0
  for (const { offset, length } of framesOf(bytes)) {
    const plaintext = sealer.open(sequence + opened, bytes.subarray(offset, offset + length))
    if (!plaintext) break
    bytes.set(plaintext, offset + FRAME_OVERHEAD)
    opened++
  }
  return { bytes, opened }
}

/** The plaintexts of the opened frames, which stay parts of the piece, and the lengths of the whole frames. */
export function* plaintextsOf({ bytes, opened }: OpenedPiece): Generator<{
  readonly plaintext: Uint8Array<ArrayBuffer>
  readonly length: number
}> {
  let left = opened
  for (const { offset, length } of framesOf(bytes)) {
    if (left-- === 0) return
    yield { plaintext: bytes.subarray(offset + FRAME_OVERHEAD, offset + length), length }
  }
}

/** Where the frames are that follow one another from `offset` on. Opening frames leaves their lengths as they are. */
function* framesOf(
  bytes: Uint8Array,
  offset = 0,
): Generator<{ readonly offset: number; readonly length: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  for (;;) {
    const length = frameLength(view, offset)
    if (typeof length !== 'number' || offset + length > bytes.length) return
    yield { offset, length }
    offset += length
  }
}

/** A file whose frames are being opened. */
export interface FileToOpen {
  /** The whole file, which stays as it is. */
  readonly bytes: Uint8Array
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
  for (;;) {
    queue.fill()
    const { first } = queue
    if (!first) return
    while (!first.isDone && queue.openHere()) {
      await nextTurn()
      queue.fill()
    }
    const result = await first.result
    queue.removeFirst()
    yield result
    if (result.opened < first.frames) return
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
  readonly #pieces: Iterator<Piece, undefined>
  readonly #queue: Opening[] = []

  constructor(file: FileToOpen) {
    this.#file = file
    this.#pieces = piecesOf(file.bytes, file.start, PIECE_BYTES)
  }

  get first(): Opening | undefined {
    return this.#queue[0]
  }

  removeFirst(): void {
    this.#queue.shift()
  }

  /** Gives the other thread work; where there is none, opens the next piece here. */
  fill(): void {
    const { opener } = this.#file
    if (!opener) {
      if (!this.first) this.openHere()
      return
    }
    while (this.#isAhead(opener)) {
      const piece = this.#next()
      if (!piece) return
      this.#add(piece, this.#openBy(opener, piece))
    }
  }

  /** @returns whether there was anything to open. */
  openHere(): boolean {
    const piece = this.#next()
    if (!piece) return false
    this.#add(piece, Promise.resolve(this.#open(piece))).isDone = true
    return true
  }

  #isAhead({ ahead }: FrameOpener): boolean {
    return this.#queue.filter(({ isDone }) => !isDone).length < ahead
  }

  #next(): Piece | undefined {
    return this.#queue.length < MOST_WAITING ? this.#pieces.next().value : undefined
  }

  #add({ frames }: Piece, result: Promise<OpenedPiece>): Opening {
    const opening = { frames, result, isDone: false }
    void result.then(() => (opening.isDone = true))
    this.#queue.push(opening)
    return opening
  }

  #openBy(opener: FrameOpener, piece: Piece): Promise<OpenedPiece> {
    return opener.open(this.#cut(piece), piece.sequence).catch(() => this.#open(piece))
  }

  #open(piece: Piece): OpenedPiece {
    return openPiece(this.#file.sealer, this.#cut(piece), piece.sequence)
  }

  #cut({ offset, length }: Piece): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.#file.bytes.subarray(offset, offset + length))
  }
}

function* piecesOf(bytes: Uint8Array, start: number, size: number): Generator<Piece, undefined> {
  let from = start
  let end = start
  let sequence = 0
  let frames = 0
  for (const { offset, length } of framesOf(bytes, start)) {
    if (frames > 0 && offset + length - from > size) {
      yield { offset: from, length: end - from, sequence, frames }
      from = offset
      sequence += frames
      frames = 0
    }
    end = offset + length
    frames++
  }
  if (frames > 0) yield { offset: from, length: end - from, sequence, frames }
}
