/** Reads the frames of a file in order, and all intact frames of a damaged file, wherever they lie. */
import { Slices } from '../platform/slices'
import type { FrameSealer } from './frame'
import { openInOrder, plaintextsOf, type FileToOpen } from './frame-opener'
import { recoverFrames } from './frame-recovery'

export interface Scan {
  /** Where the last good frame ends, in bytes from the beginning of the file. */
  readonly end: number
  /** The sequence number of the next frame. */
  readonly nextSequence: number
  /**
   * `whole`: every byte was read. `torn`: no frame that opens follows the last good one, as after a write that never
   * finished. `damaged`: frames are missing or out of place.
   */
  readonly condition: 'whole' | 'torn' | 'damaged'
  /** How many frames before the last good one are missing. */
  readonly lost: number
}

/**
 * @param sequence of the frame; each frame's is higher than the one before.
 * @param frameBytes the length of the whole frame.
 */
export type TakeFrame = (
  sequence: number,
  plaintext: Uint8Array<ArrayBuffer>,
  frameBytes: number,
) => void

/** @param take gets the plaintext of each good frame, in the order of their sequence. */
export async function scanFrames(file: FileToOpen, take: TakeFrame): Promise<Scan> {
  const { bytes, start, sealer } = file
  const slices = new Slices()
  let offset = start
  let sequence = 0
  for await (const piece of openInOrder(file)) {
    for (const { plaintext, length } of plaintextsOf(piece)) {
      take(sequence, plaintext, length)
      offset += length
      sequence++
      await slices.next()
    }
  }
  if (offset === bytes.length)
    return { end: offset, nextSequence: sequence, condition: 'whole', lost: 0 }
  return takeRest({ bytes, from: offset, sequence, sealer, slices }, take)
}

interface Rest {
  readonly bytes: Uint8Array
  /** Where the frames that follow one another end. */
  readonly from: number
  /** The sequence number that should have come there. */
  readonly sequence: number
  readonly sealer: FrameSealer
  readonly slices: Slices
}

async function takeRest(rest: Rest, take: TakeFrame): Promise<Scan> {
  const { bytes, from, sequence, sealer, slices } = rest
  const found = await recoverFrames(rest)
  let end = from
  for (const { sequence: own, offset, length } of found) {
    const plaintext = sealer.open(own, bytes.subarray(offset, offset + length))
    if (plaintext) take(own, plaintext, length)
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
