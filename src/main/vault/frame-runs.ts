/** Finds the places in a damaged file where frames may begin, by the two copies of their length. */
import type { Slices } from '../platform/slices'
import type { FileBytes } from './file-bytes'
import { frameLength, LENGTHS_BYTES } from './frame'

/** A place where a frame may begin. */
export interface Place {
  readonly offset: number
  readonly length: number
}

export type Run = readonly Place[]

interface SearchedPart {
  /** The whole file. */
  readonly source: FileBytes
  /** Where the search begins. */
  readonly from: number
  readonly slices: Slices
  /** For tests: how many places are looked at. */
  readonly mostPlaces?: number
}

/** So many bytes are searched, and so many places joined, before other work may have a turn. */
const SEARCHED_BYTES = 64 * 1024
const AT_ONCE = 1_024
/**
 * Bytes that are searched at once have 1 820 frames at most. Where twice so many places as this are, nearly all of them are rubbish:
 * only the first and the last of them may be frames, which end before the rubbish, or begin behind it.
 */
const EDGE_PLACES = 1_024
/** A file of a gigabyte has fewer frames. Rubbish that looks like frames may not fill the memory. */
const MOST_PLACES = 2_000_000

/** Every place lies in one run; runs may overlap, because a length may be rubbish. */
export async function findRuns(part: SearchedPart): Promise<Run[]> {
  const places = await findPlaces(part)
  const runs: Run[] = []
  for (const first of places.keys()) {
    const run: Place[] = []
    let offset = first
    for (let length = places.get(offset); length !== undefined; length = places.get(offset)) {
      run.push({ offset, length })
      places.delete(offset)
      offset += length
      if (run.length % AT_ONCE === 0) await part.slices.next()
    }
    runs.push(run)
  }
  return runs
}

/**
 * The place in which a byte lies, looked for in the last run that begins before it.
 *
 * @param runs in the order of their first offsets.
 */
export function placeAround(runs: readonly Run[], offset: number): Place | undefined {
  const run = lastUpTo(runs, offset, ([first]) => first?.offset ?? 0)
  const place = run && lastUpTo(run, offset, (each) => each.offset)
  return place && offset < place.offset + place.length ? place : undefined
}

export function longestFirst(runs: readonly Run[]): Run[] {
  return runs.toSorted((a, b) => b.length - a.length)
}

/** Indices over a whole run, so that one damaged stretch does not hide the rest: last, first, middle, a quarter. */
export function spread(length: number): number[] {
  const last = length - 1
  return [...new Set([last, 0, Math.floor(last / 2), Math.floor(last / 4)])].filter((i) => i >= 0)
}

/** The last of sorted values that is not above the limit. */
function lastUpTo<T>(
  sorted: readonly T[],
  limit: number,
  key: (value: T) => number,
): T | undefined {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    const value = sorted[middle]
    if (value !== undefined && key(value) <= limit) low = middle + 1
    else high = middle
  }
  return sorted[low - 1]
}

/** Maps each offset at which a frame may begin to the length of that frame, from the lowest offset on. */
async function findPlaces(part: SearchedPart): Promise<Map<number, number>> {
  const { source, from, slices, mostPlaces = MOST_PLACES } = part
  const places = new Map<number, number>()
  const add = (all: readonly Place[]) => {
    for (const { offset, length } of all) if (places.size < mostPlaces) places.set(offset, length)
  }
  /** The end of the rubbish before, as far as frames may follow it. */
  let edge: readonly Place[] = []
  let wasRubbish = false
  for (let at = from; at < source.length; at += SEARCHED_BYTES) {
    await slices.next()
    const found = await placesAt(source, at)
    const isRubbish = found.length > 2 * EDGE_PLACES
    if (!isRubbish) {
      add(edge)
      add(found)
    } else if (!wasRubbish) add(found.slice(0, EDGE_PLACES))
    edge = isRubbish ? found.slice(-EDGE_PLACES) : []
    wasRubbish = isRubbish
  }
  add(edge)
  return places
}

async function placesAt(source: FileBytes, at: number): Promise<readonly Place[]> {
  const bytes = await source.read(at, SEARCHED_BYTES + LENGTHS_BYTES - 1)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const places: Place[] = []
  for (let index = 0; index + LENGTHS_BYTES <= bytes.length; index++) {
    // Quicker than reading both lengths.
    if (((bytes[index] ?? 0) ^ (bytes[index + 4] ?? 0)) !== 0xff) continue
    const length = frameLength(view, index)
    const offset = at + index
    if (typeof length === 'number' && offset + length <= source.length)
      places.push({ offset, length })
  }
  return places
}
