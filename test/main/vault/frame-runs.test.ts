/** Places where frames may begin, and what lies in them. */
import { expect, it } from 'vitest'
import { placeAround, type Run } from '../../../src/main/vault/frame-runs'

const runs: readonly Run[] = [
  [
    { offset: 100, length: 50 },
    { offset: 150, length: 10 },
    { offset: 160, length: 40 },
  ],
  [{ offset: 300, length: 100 }],
  // Begins inside the one before.
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

it('no byte lies in a place where there are no runs', () => {
  expect(placeAround([], 0)).toBeUndefined()
})
