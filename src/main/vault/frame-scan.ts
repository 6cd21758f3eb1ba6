/**
 * Reads the frames of a file, also of a damaged one: a bad frame costs itself and no other.
 */
import { frameLength, FRAME_OVERHEAD, type FrameSealer } from './frame'

export interface Scan {
  /** Where the last good frame ends, in bytes from the beginning of the file. */
  readonly end: number
  /** The sequence number of the next frame. */
  readonly nextSequence: number
  /**
   * `whole`: every byte was read. `torn`: the last frame was cut off, as a write is that never
   * finished. `damaged`: frames are missing or changed.
   */
  readonly condition: 'whole' | 'torn' | 'damaged'
  /** Frames that are known to be missing or changed; never more than there were. */
  readonly lost: number
}

/** How far the sequence may jump at a frame that does not open; it doubles with each one in a row. */
const FIRST_REACH = 16
/** Attempts to open frames out of sequence, in all. Without the limit, a file of rubbish would take minutes. */
const ATTEMPTS_AT_MOST = 20_000

/**
 * @param bytes the whole file.
 * @param start where the first frame begins.
 * @param take gets each good frame's plaintext, in order, and the frame's length in bytes.
 */
export function scanFrames(
  bytes: Uint8Array,
  start: number,
  sealer: FrameSealer,
  take: (sequence: number, plaintext: Uint8Array<ArrayBuffer>, frameBytes: number) => void,
): Scan {
  const scanner = new Scanner(bytes, start, sealer)
  for (let frame = scanner.next(); frame !== undefined; frame = scanner.next())
    take(frame.sequence, frame.plaintext, frame.length)
  return scanner.result()
}

interface Found {
  readonly sequence: number
  readonly plaintext: Uint8Array<ArrayBuffer>
  readonly length: number
}

class Scanner {
  readonly #bytes: Uint8Array
  readonly #view: DataView
  readonly #sealer: FrameSealer
  /** The end of the last good frame. */
  #end: number
  #offset: number
  #nextSequence = 0
  #skipped = 0
  #lost = 0
  #damaged = false
  #attempts = ATTEMPTS_AT_MOST

  constructor(bytes: Uint8Array, start: number, sealer: FrameSealer) {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#sealer = sealer
    this.#end = start
    this.#offset = start
  }

  next(): Found | undefined {
    while (this.#offset < this.#bytes.length) {
      const found = this.#openAt(this.#offset)
      if (found) return this.#accept(found)
      const next = this.#skip()
      if (next === undefined) return undefined
      this.#offset = next
    }
    return undefined
  }

  result(): Scan {
    const torn = !this.#damaged && this.#end < this.#bytes.length
    return {
      end: this.#end,
      nextSequence: this.#nextSequence,
      condition: this.#damaged ? 'damaged' : torn ? 'torn' : 'whole',
      lost: this.#lost + this.#skipped,
    }
  }

  #accept(found: Found): Found {
    const missing = found.sequence - this.#nextSequence
    this.#damaged ||= missing > 0
    this.#lost += missing
    this.#skipped = 0
    this.#nextSequence = found.sequence + 1
    this.#offset += found.length
    this.#end = this.#offset
    return found
  }

  /** @returns where to go on; undefined when the rest is a frame that was never finished. */
  #skip(): number | undefined {
    const length = frameLength(this.#view, this.#offset)
    const whole = typeof length === 'number' && this.#offset + length <= this.#bytes.length
    const next = whole ? this.#offset + length : this.#findFrame(this.#offset + 1)
    if (next === undefined && (length !== 'garbled' || this.#isZero(this.#offset))) return undefined
    this.#damaged = true
    this.#skipped++
    return next ?? this.#bytes.length
  }

  #findFrame(from: number): number | undefined {
    for (let offset = from; offset + FRAME_OVERHEAD <= this.#bytes.length; offset++) {
      if (((this.#bytes[offset] ?? 0) ^ (this.#bytes[offset + 4] ?? 0)) !== 0xff) continue
      if (this.#openAt(offset)) return offset
    }
    return undefined
  }

  #openAt(offset: number): Found | undefined {
    const length = frameLength(this.#view, offset)
    if (typeof length !== 'number' || offset + length > this.#bytes.length) return undefined
    const frame = this.#bytes.subarray(offset, offset + length)
    const last = this.#nextSequence + this.#reach(offset)
    for (let sequence = this.#nextSequence; sequence <= last; sequence++) {
      const plaintext = this.#sealer.open(sequence, frame)
      if (plaintext) return { sequence, plaintext, length }
      if (this.#attempts-- <= 0) return undefined
    }
    return undefined
  }

  /** How many frames may be missing before the one at `offset`. */
  #reach(offset: number): number {
    const skippedBytes = offset - this.#end
    return (
      FIRST_REACH * 2 ** Math.min(this.#skipped, 10) + Math.floor(skippedBytes / FRAME_OVERHEAD)
    )
  }

  /** A file that grew before its contents arrived ends in zeros. */
  #isZero(from: number): boolean {
    return this.#bytes.subarray(from).every((byte) => byte === 0)
  }
}
