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
}

/** So many bytes are searched, and so many places joined, before other work may have a turn. */
const SEARCHED_BYTES = 64 * 1024
const AT_ONCE = 1_024

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
async function findPlaces({ source, from, slices }: SearchedPart): Promise<Map<number, number>> {
  const places = new Map<number, number>()
  for (let at = from; at < source.length; at += SEARCHED_BYTES) {
    await slices.next()
    const bytes = await source.read(at, SEARCHED_BYTES + LENGTHS_BYTES - 1)
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    for (let index = 0; index + LENGTHS_BYTES <= bytes.length; index++) {
      // Quicker than reading both lengths.
      if (((bytes[index] ?? 0) ^ (bytes[index + 4] ?? 0)) !== 0xff) continue
      const length = frameLength(view, index)
      const isInFile = typeof length === 'number' && at + index + length <= source.length
      if (isInFile) places.set(at + index, length)
    }
  }
  return places
}
