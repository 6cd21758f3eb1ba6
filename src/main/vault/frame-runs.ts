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
  /** For tests: the maximum number of places. */
  readonly mostPlaces?: number
}

/** How many bytes to search, and how many places to join, before other work gets a turn. */
const SEARCHED_BYTES = 64 * 1024
const AT_ONCE = 1_024
/**
 * Bytes that are searched at once hold at most 1,820 frames. If they hold more than twice this number of places, nearly all
 * places are rubbish. Then only the first and the last places may be frames, which end before the rubbish or begin behind it.
 */
const EDGE_PLACES = 1_024
/** More than the frames of a gigabyte. Keeps rubbish that looks like frames from filling the memory. */
const MOST_PLACES = 2_000_000

/** Every place belongs to one run. Runs may overlap, because a length may be rubbish. */
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
 * The place that contains a byte, looked for in the last run that begins before the byte.
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

/** Indices over a whole run: last, first, middle, a quarter. One damaged part then does not hide the rest. */
export function spread(length: number): number[] {
  const last = length - 1
  return [...new Set([last, 0, Math.floor(last / 2), Math.floor(last / 4)])].filter((i) => i >= 0)
}

/** The last of the sorted values that does not exceed the limit. */
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

/** Maps each offset where a frame may begin to the length of that frame, in ascending order. */
async function findPlaces(part: SearchedPart): Promise<Map<number, number>> {
  const { source, from, slices, mostPlaces = MOST_PLACES } = part
  const places = new Map<number, number>()
  const add = (all: readonly Place[]) => {
    for (const { offset, length } of all) if (places.size < mostPlaces) places.set(offset, length)
  }
  /** The last places of the rubbish before, because frames may follow them. */
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
    // Faster than reading both lengths.
    if (((bytes[index] ?? 0) ^ (bytes[index + 4] ?? 0)) !== 0xff) continue
    const length = frameLength(view, index)
    const offset = at + index
    if (typeof length === 'number' && offset + length <= source.length)
      places.push({ offset, length })
  }
  return places
}
