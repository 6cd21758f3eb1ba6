/** Places where frames may begin, and their contents. */
import { describe, expect, it, vi } from 'vitest'
import { Slices } from '../../../src/main/platform/slices'
import { bytesInMemory } from '../../../src/main/vault/file-bytes'
import {
  findRuns,
  longestFirst,
  placeAround,
  spread,
  type Run,
} from '../../../src/main/vault/frame-runs'

/** Only the two lengths of a frame without contents. */
const EMPTY = '00000000ffffffff'
const EMPTY_BYTES = 36

const runs: readonly Run[] = [
  [
    { offset: 100, length: 50 },
    { offset: 150, length: 10 },
    { offset: 160, length: 40 },
  ],
  [{ offset: 300, length: 100 }],
  // The frame begins inside the previous one.
  [
    { offset: 320, length: 20 },
    { offset: 340, length: 20 },
  ],
]

it.each([
  ['the first byte of a place', 100, 100],
  ['the last byte of a place', 149, 100],
  ['the first byte of the next place', 150, 150],
  ['a place in the middle of a run', 155, 150],
  ['the last byte of a run', 199, 160],
  ['a byte of a later run', 319, 300],
  ['a byte of the last run that begins before it, where runs overlap', 359, 340],
])('%s lies in that place', (_, offset, place) => {
  expect(placeAround(runs, offset)?.offset).toBe(place)
})

it.each([
  ['before all runs', 99],
  ['right behind a run', 200],
  ['between two runs', 299],
  ['behind the last run that begins before it, though an earlier one goes on', 360],
])('a byte %s lies in no place', (_, offset) => {
  expect(placeAround(runs, offset)).toBeUndefined()
})

it('no byte lies in a place if there are no runs', () => {
  expect(placeAround([], 0)).toBeUndefined()
})

describe('the runs of a file', () => {
  it('are of places that follow one another', async () => {
    const bytes = placed(1_000, [100, 136, 300])

    expect(await runsIn(bytes)).toEqual([
      [
        { offset: 100, length: EMPTY_BYTES },
        { offset: 136, length: EMPTY_BYTES },
      ],
      [{ offset: 300, length: EMPTY_BYTES }],
    ])
  })

  it('have no place that goes beyond the end of the file', async () => {
    expect(await runsIn(placed(70_036, [70_000]))).toHaveLength(1)
    expect(await runsIn(placed(70_035, [70_000]))).toEqual([])
  })

  it('have only the edges of a mebibyte of rubbish that looks like frames', async () => {
    const [before, behind] = [placed(1_000, [964]), placed(1_000, [0])]
    const rubbish = Buffer.alloc(2 ** 20, Buffer.from('00000001fffffffe', 'hex'))

    const places = (await runsIn(Buffer.concat([before, rubbish, behind]))).flat()

    expect(places.length).toBeLessThan(4 * 1_024)
    expect(places[0]?.offset).toBe(964)
    expect(places.at(-1)?.offset).toBe(1_000 + 2 ** 20)
  })

  it('have every place between two stretches of rubbish', async () => {
    const rubbish = Buffer.alloc(70_000, Buffer.from('00000001fffffffe', 'hex'))
    const offsets = [0, 40, 190_000]
    const between = placed(200_000, offsets)

    const places = (await runsIn(Buffer.concat([rubbish, between, rubbish]))).flat()

    const found = new Set(places.map(({ offset }) => offset))
    expect(offsets.filter((offset) => !found.has(70_000 + offset))).toEqual([])
  })

  it('have all places where frames stand as close as they can', async () => {
    const offsets = Array.from({ length: 5_000 }, (_, index) => 50 + index * EMPTY_BYTES)

    const [run] = await runsIn(placed(200_000, offsets))

    expect(run).toHaveLength(5_000)
  })

  it('have at most as many places as fit into memory', async () => {
    const [source, slices] = [bytesInMemory(placed(1_000, [100, 200, 300])), new Slices()]

    const runs = await findRuns({ source, from: 50, slices, mostPlaces: 2 })

    expect(runs.flat().map(({ offset }) => offset)).toEqual([100, 200])
  })

  it('let other work come while many places are joined', async () => {
    const slices = new Slices()
    const pauses = vi.spyOn(slices, 'next').mockResolvedValue()
    const bytes = Buffer.alloc(3_000 * EMPTY_BYTES, 0x55)
    for (let at = 0; at < bytes.length; at += EMPTY_BYTES) bytes.write(EMPTY, at, 'hex')

    const [run] = await findRuns({ source: bytesInMemory(bytes), from: 0, slices })

    expect(run).toHaveLength(3_000)
    // Two while the two parts of the file are searched, and one after each 1 024 places.
    expect(pauses).toHaveBeenCalledTimes(4)
  })
})

function runsIn(bytes: Uint8Array): Promise<Run[]> {
  return findRuns({ source: bytesInMemory(bytes), from: 50, slices: new Slices() })
}

/** A file in which frames without contents seem to begin. */
function placed(length: number, offsets: readonly number[]): Buffer {
  const bytes = Buffer.alloc(length, 0x55)
  for (const at of offsets) bytes.write(EMPTY, at, 'hex')
  return bytes
}

it('long runs come first, and of each the last, first, middle and quarter place', () => {
  const [one, , two] = runs
  expect(longestFirst([[], one!, two!]).map(({ length }) => length)).toEqual([3, 2, 0])
  expect(spread(1)).toEqual([0])
  expect(spread(9)).toEqual([8, 0, 4, 2])
})
