/** Reads the frames of a file in order, and all intact frames of a damaged file at any place. */
import { Slices } from '../platform/slices'
import type { SavedChange } from './operation'
import { afterRows, OutlineReader } from './batch-outline'
import { FRAME_OVERHEAD } from './frame'
import { openInOrder, type FileToOpen, type OpenedPiece } from './frame-opener'
import { recoverFrames, type DamagedPart } from './frame-recovery'
import { RecentBlocks } from './recent-blocks'

export interface Scan {
  /** Where the last good frame ends, in bytes from the beginning of the file. */
  readonly end: number
  /** The sequence number of the next frame. */
  readonly nextSequence: number
  /**
   * `whole`: every byte was read. `torn`: no readable frame follows the last good one, as after an unfinished write. `damaged`:
   * frames are missing or out of place.
   */
  readonly condition: 'whole' | 'torn' | 'damaged'
  /** How many frames are missing before the last good one. */
  readonly lost: number
}

/** Receives the good frames in the order of their sequence numbers. */
export interface FrameTaker {
  /**
   * @param sequence of the frame. It is higher than that of every earlier frame.
   * @param frameBytes the length of the whole frame.
   */
  readonly frame: (sequence: number, plaintext: Uint8Array<ArrayBuffer>, frameBytes: number) => void
  /** The same, for a frame whose batch was already read. */
  readonly batch: (batch: readonly SavedChange[], frameBytes: number) => void
}

export async function scanFrames(file: FileToOpen, taker: FrameTaker): Promise<Scan> {
  const { source, start, sealer } = file
  const slices = new Slices()
  const outlines = new OutlineReader()
  let offset = start
  let sequence = 0
  for await (const piece of openInOrder(file)) {
    offset += takePiece({ piece, sequence, outlines }, taker)
    sequence += piece.opened
    await slices.next()
  }
  const whole = { end: offset, nextSequence: sequence, condition: 'whole', lost: 0 } as const
  if (offset === source.length) return whole
  // Another program may have cut the file off while it was read.
  if ((await source.read(offset, 1)).length === 0) return whole
  return takeRest({ source, from: offset, sequence, sealer, slices }, taker)
}

interface PieceInFile {
  readonly piece: OpenedPiece
  /** The sequence number of the first frame. */
  readonly sequence: number
  readonly outlines: OutlineReader
}

/** @returns the total size of the frames, in bytes. */
function takePiece({ piece, sequence, outlines }: PieceInFile, taker: FrameTaker): number {
  const { bytes, outline, opened } = piece
  let [at, offset] = [0, 0]
  for (let index = 0; index < opened; index++) {
    const [length = 0, count = 0] = [outline[at], outline[at + 1]]
    at += 2
    const end = offset + length
    if (count > 0) taker.batch(outlines.read(bytes, { outline, at, count }), length)
    else taker.frame(sequence + index, bytes.subarray(offset + FRAME_OVERHEAD, end), length)
    at = afterRows(at, count)
    offset = end
  }
  return offset
}

async function takeRest(rest: DamagedPart, { frame }: FrameTaker): Promise<Scan> {
  const { source, from, sequence, sealer, slices } = rest
  const found = await recoverFrames(rest)
  const blocks = new RecentBlocks(source)
  let end = from
  for (const { sequence: own, offset, length } of found) {
    const plaintext = sealer.open(own, await blocks.read(offset, length))
    if (plaintext) frame(own, plaintext, length)
    end = Math.max(end, offset + length)
    await slices.next()
  }
  const nextSequence = (found.at(-1)?.sequence ?? sequence - 1) + 1
  return {
    end,
    nextSequence,
    condition: found.length > 0 ? 'damaged' : 'torn',
    lost: nextSequence - sequence - found.length,
  }
}
