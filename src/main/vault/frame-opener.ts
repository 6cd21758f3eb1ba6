/** Opens the frames of a file piece by piece, so that another thread can do it (frame-worker.ts). */
import { FRAME_OVERHEAD, frameLength, type FrameSealer } from './frame'

/** Frames that were opened. */
export interface OpenedPiece {
  /** Each of the opened frames has its plaintext in its place: after the first {@link FRAME_OVERHEAD} bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>
  /** How many frames opened. The frame after them did not. */
  readonly opened: number
}

export interface FrameOpener {
  /** How long a piece should be, in bytes. */
  readonly pieceBytes: number
  /** How many pieces it should be given at a time. */
  readonly ahead: number
  /**
   * @param piece whole frames, one after the other. Belongs to the opener from now on.
   * @param sequence of the first frame.
   */
  open(piece: Uint8Array<ArrayBuffer>, sequence: number): Promise<OpenedPiece>
  /** Ends it, whatever it is doing. */
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
const PIECE_BYTES = 64 * 1024

/** Opens frames in this thread. */
export function openerHere(sealer: FrameSealer): FrameOpener {
  return {
    pieceBytes: PIECE_BYTES,
    ahead: 1,
    open: async (piece, sequence) => openPiece(sealer, piece, sequence),
    end: () => undefined,
  }
}

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

/**
 * Opens the frames that follow one another from `start` on, in their order, until one does not open. Where the opener
 * fails, as a thread may that cannot start, this thread opens the frames.
 *
 * @param bytes the whole file, which stays as it is.
 */
export async function* openInOrder(
  bytes: Uint8Array,
  start: number,
  { opener, sealer }: { readonly opener: FrameOpener; readonly sealer: FrameSealer },
): AsyncGenerator<OpenedPiece> {
  const here = openerHere(sealer)
  const cut = ({ offset, length }: Piece) =>
    Uint8Array.from(bytes.subarray(offset, offset + length))
  const open = (piece: Piece) =>
    opener.open(cut(piece), piece.sequence).catch(() => here.open(cut(piece), piece.sequence))
  const waiting: { readonly frames: number; readonly result: Promise<OpenedPiece> }[] = []
  const pieces = piecesOf(bytes, start, opener.pieceBytes)
  for (;;) {
    while (waiting.length < opener.ahead) {
      const { value: piece } = pieces.next()
      if (!piece) break
      waiting.push({ frames: piece.frames, result: open(piece) })
    }
    const first = waiting.shift()
    if (!first) return
    const result = await first.result
    yield result
    if (result.opened < first.frames) return
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
