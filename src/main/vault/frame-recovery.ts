/**
 * Finds the intact frames in the damaged part of a file.
 *
 * A frame does not contain its sequence number. It opens only with the right number. So the recovery first finds the places
 * where a frame may begin, by the two copies of the length, without any decryption. Adjacent places form a run. One frame that
 * opens gives the number of every other frame in its run. The number of attempts is limited, and the longest runs come first,
 * so that rubbish that looks like frames costs little. The recovery does not look for frames inside a frame that opened: one
 * frame in 256 has bytes that look like the beginning of a larger frame.
 */
import type { Slices } from '../platform/slices'
import type { FileBytes } from './file-bytes'
import { FRAME_OVERHEAD, type FrameSealer } from './frame'
import { findRuns, longestFirst, placeAround, spread, type Place, type Run } from './frame-runs'
import { RecentBlocks } from './recent-blocks'

export interface FoundFrame {
  readonly sequence: number
  /** Bytes from the beginning of the file. */
  readonly offset: number
  readonly length: number
}

export interface DamagedPart {
  /** The whole file. */
  readonly source: FileBytes
  /** Where the damaged part begins. */
  readonly from: number
  /** The sequence number of the first frame that was not read yet. */
  readonly sequence: number
  readonly sealer: FrameSealer
  readonly slices: Slices
}

/**
 * The budget for decrypting guesses, in bytes. Each attempt costs {@link ATTEMPT_BYTES} more than the length of the frame. The
 * budget lasts half a second.
 */
const GUESSED_BYTES = 200_000_000
const ATTEMPT_BYTES = 2_000
/** How much of it is spent beside that on the neighbours of frames that opened. */
const NEIGHBOUR_BYTES = 50_000_000
/** How far from the expected number a frame is looked for first. */
const NEAR = 16
/** How far from the expected number to look next. */
const FAR = 1_024
/** After this many frames in a row that do not open, the recovery searches for the number of the next frame again. */
const DOUBTFUL = 8

/** @returns the intact frames whose number is `sequence` or higher, in the order of their numbers. */
export async function recoverFrames(part: DamagedPart): Promise<readonly FoundFrame[]> {
  const runs = await findRuns(part)
  const recovery = new Recovery(part, runs)
  await recovery.read()
  await recovery.readSingly()
  return recovery.found()
}

/** A frame whose number is known. */
interface Known {
  /** The end of the frame, in bytes from the beginning of the file. */
  readonly end: number
  readonly sequence: number
}

interface Anchor {
  /** The frame's place in its run. */
  readonly index: number
  readonly place: Place
  readonly sequence: number
}

class Recovery {
  readonly #part: DamagedPart
  /** In the order of their first offsets. */
  readonly #long: readonly Run[]
  readonly #short: readonly Run[]
  readonly #blocks: RecentBlocks
  /** The frames that the caller has not read yet, by number. */
  readonly #found = new Map<number, FoundFrame>()
  /** Maps the offset of each opened frame to the frame's number. */
  readonly #numbers = new Map<number, number>()
  /** The last frame of each run that was read, and the last frame before the damaged part. */
  readonly #known: Known[]
  /** How many frames may have been where no place was found. */
  readonly #unseen: number
  /** The file is unlikely to have a frame with a higher number. */
  readonly #highest: number
  #guessesLeft = GUESSED_BYTES
  /** How many of the guesses are reserved for later reads. */
  #reserved = GUESSED_BYTES / 4
  #readsLeft: number

  constructor(part: DamagedPart, runs: readonly Run[]) {
    const { source, from, sequence } = part
    const places = runs.flat()
    const covered = places.reduce((sum, { length }) => sum + length, 0)
    this.#part = part
    const isLong = ({ length }: Run) => length >= DOUBTFUL
    this.#long = runs.filter(isLong)
    this.#short = runs.filter((run) => !isLong(run))
    this.#blocks = new RecentBlocks(source)
    this.#known = [{ end: from, sequence: sequence - 1 }]
    this.#unseen = Math.floor(Math.max(0, source.length - from - covered) / FRAME_OVERHEAD)
    this.#highest = FAR + this.#unseen + 4 * (sequence + places.length)
    this.#readsLeft = 8 * source.length
  }

  /** In the order of their numbers. Does not sort, because sorting all at once would block the thread too long. */
  async found(): Promise<readonly FoundFrame[]> {
    const all: FoundFrame[] = []
    for (let number = this.#part.sequence; all.length < this.#found.size; number++) {
      await this.#part.slices.next()
      const frame = this.#found.get(number)
      if (frame) all.push(frame)
    }
    return all
  }

  /** Reads long runs first, because rubbish makes short runs. */
  async read(): Promise<void> {
    const far = FAR + this.#unseen
    await this.#readAll(longestFirst(this.#long), [NEAR, far, this.#highest])
    this.#reserved = 0
    await this.#readAll(longestFirst(await this.#untaken(this.#short)), [NEAR, far])
  }

  /** Tries the missing numbers at the places where no frame has opened. Finds frames far from where they belong. */
  async readSingly(): Promise<void> {
    const places = (await this.#untaken([...this.#long, ...this.#short])).flat()
    await this.#readBefore(places)
    const left = places.filter(({ offset }) => !this.#numbers.has(offset))
    const missing = await this.#missing(left.length)
    const kept = this.#guessesLeft - GUESSED_BYTES / 4
    for (const place of left) {
      const frame = await this.#read(place)
      for (const sequence of missing) {
        if (!this.#mayGuess(place, Math.max(kept, 0))) return
        await this.#part.slices.next()
        if (!this.#opens(frame, sequence)) continue
        this.#take(place, sequence)
        missing.delete(sequence)
        break
      }
    }
  }

  /**
   * Tries the number before that of each frame at the places that end where the frame begins. Rubbish before a frame may have
   * joined it to a run without the frame's neighbour, and that neighbour is then a place like those of the rubbish.
   *
   * @param places outside the frames of long runs that opened.
   */
  async #readBefore(places: Run): Promise<void> {
    const endingAt = await this.#byEnd(places)
    let left = NEIGHBOUR_BYTES
    // The loop comes to the frames that it finds, too.
    for (const [offset, number] of this.#numbers) {
      const sequence = number - 1
      await this.#part.slices.next()
      if (sequence < this.#part.sequence || this.#found.has(sequence)) continue
      for (const place of endingAt.get(offset) ?? []) {
        left -= place.length + ATTEMPT_BYTES
        if (left < 0) return
        if (this.#opens(await this.#read(place), sequence)) this.#take(place, sequence)
      }
    }
  }

  /** Maps the end of each place to the places that end there. */
  async #byEnd(places: Run): Promise<Map<number, Place[]>> {
    const all = new Map<number, Place[]>()
    for (const place of places) {
      await this.#part.slices.next()
      const end = place.offset + place.length
      const others = all.get(end)
      if (others) others.push(place)
      else all.set(end, [place])
    }
    return all
  }

  /** The runs without the places that are taken. */
  async #untaken(runs: readonly Run[]): Promise<readonly Run[]> {
    const all: Run[] = []
    for (const run of runs) {
      const rest: Place[] = []
      for (const place of run) {
        await this.#part.slices.next()
        if (!this.#isTaken(place)) rest.push(place)
      }
      all.push(rest)
    }
    return all
  }

  /** Whether a frame of a long run opened at this place or around it. */
  #isTaken({ offset }: Place): boolean {
    const around = placeAround(this.#long, offset)
    return around !== undefined && this.#numbers.has(around.offset)
  }

  /** @param more how many numbers above the highest known number. */
  async #missing(more: number): Promise<Set<number>> {
    const { sequence, slices } = this.#part
    let highest = sequence - 1
    for (const number of this.#found.keys()) highest = Math.max(highest, number)
    const missing = new Set<number>()
    for (let number = sequence; number <= highest + more; number++) {
      await slices.next()
      if (!this.#found.has(number)) missing.add(number)
    }
    return missing
  }

  /** Starts with the runs near the expected numbers, because each run that was read narrows the search for the others. */
  async #readAll(runs: readonly Run[], reaches: readonly number[]): Promise<void> {
    let unread = [...runs]
    for (const reach of reaches) {
      const queue = unread
      unread = []
      // The loop also reaches the runs that are pushed during it.
      for (const run of queue) {
        const rest = await this.#readRun(run, reach)
        if (rest) queue.push(...rest)
        else unread.push(run)
      }
    }
  }

  /** @returns parts of the run that may hold more frames; undefined when no frame of it has opened. */
  async #readRun(run: Run, reach: number): Promise<readonly Run[] | undefined> {
    const anchor = await this.#findAnchor(run, reach)
    if (!anchor) return undefined
    const { index, place, sequence } = anchor
    this.#take(place, sequence)
    const after = await this.#follow(run.slice(index + 1), sequence, 1)
    const before = await this.#follow(run.slice(0, index).reverse(), sequence, -1)
    const last = run.findLast(({ offset }) => this.#numbers.has(offset)) ?? place
    const number = this.#numbers.get(last.offset) ?? sequence
    this.#known.push({ end: last.offset + last.length, sequence: number })
    return [after, before.toReversed()].filter(({ length }) => length > 0)
  }

  /** A frame of the run that opens, with its number. Spends at most half of the guesses that are left and not reserved. */
  async #findAnchor(run: Run, reach: number): Promise<Anchor | undefined> {
    const kept = Math.max(this.#guessesLeft / 2, this.#reserved)
    const before = this.#lastBefore(run[0])
    for (const index of spread(run.length))
      for (const expected of expectedAt(index, run, before)) {
        const place = run[index]
        const sequence = place && (await this.#search(place, expected, { reach, kept }))
        if (place && sequence !== undefined) return { index, place, sequence }
      }
    return undefined
  }

  /** The last frame before a place, among the frames whose number is known. */
  #lastBefore(place: Place | undefined): Known {
    let last = { end: 0, sequence: -1 }
    for (const known of this.#known)
      if (place && known.end <= place.offset && known.end >= last.end) last = known
    return last
  }

  /** Tries the expected number, then its neighbours at growing distance. */
  async #search(
    place: Place,
    expected: number,
    { reach, kept }: { readonly reach: number; readonly kept: number },
  ): Promise<number | undefined> {
    // Places in rubbish may overlap. Without a limit, opening them would take many times as long as opening the file.
    this.#readsLeft -= place.length
    if (this.#readsLeft < 0) return undefined
    await this.#part.slices.next()
    const frame = await this.#read(place)
    if (expected >= 0 && this.#opens(frame, expected)) return expected
    for (let distance = 1; distance <= reach; distance++) {
      for (const sequence of [expected + distance, expected - distance]) {
        if (sequence < 0) continue
        if (!this.#mayGuess(place, kept)) return undefined
        if (this.#opens(frame, sequence)) return sequence
      }
      await this.#part.slices.next()
    }
    return undefined
  }

  /**
   * Reads the frames beside a frame whose number is known, moving away from it.
   *
   * @returns the rest, after some frames in a row that did not open.
   */
  async #follow(places: Run, from: number, step: 1 | -1): Promise<Run> {
    let expected = from + step
    let failed = 0
    for (const [index, place] of places.entries()) {
      const sequence = await this.#search(place, expected, { reach: NEAR, kept: 0 })
      failed = sequence === undefined ? failed + 1 : 0
      if (sequence !== undefined) this.#take(place, sequence)
      expected = (sequence ?? expected) + step
      await this.#part.slices.next()
      if (failed === DOUBTFUL) return places.slice(index + 1)
    }
    return []
  }

  /** @param kept how much of the decryption budget this guess must leave, in bytes. */
  #mayGuess({ length }: Place, kept: number): boolean {
    this.#guessesLeft -= length + ATTEMPT_BYTES
    return this.#guessesLeft >= kept
  }

  #read({ offset, length }: Place): Promise<Uint8Array> {
    return this.#blocks.read(offset, length)
  }

  #opens(frame: Uint8Array, sequence: number): boolean {
    return this.#part.sealer.open(sequence, frame) !== undefined
  }

  #take({ offset, length }: Place, sequence: number): void {
    this.#numbers.set(offset, sequence)
    if (sequence >= this.#part.sequence && !this.#found.has(sequence))
      this.#found.set(sequence, { sequence, offset, length })
  }
}

/** The likely numbers of a frame in a run: no frame is missing before the run, or as many as the bytes before it suggest. */
function expectedAt(index: number, run: Run, { end, sequence }: Known): readonly number[] {
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) return []
  const meanLength = (last.offset + last.length - first.offset) / run.length
  const missing = Math.round((first.offset - end) / meanLength)
  const expected = sequence + 1 + index
  return [expected, expected + missing]
}
