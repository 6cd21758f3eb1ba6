import { expect, it } from 'vitest'
import { keyAfter, neighbour } from '../../../src/renderer/support/list-keys'

const ids = Array.from({ length: 30 }, (_, index) => `p${index}`)

it.each([
  ['ArrowDown', 'p3', 'p4'],
  ['ArrowDown', 'p29', 'p29'],
  ['ArrowUp', 'p3', 'p2'],
  ['ArrowUp', 'p0', 'p0'],
  ['PageDown', 'p3', 'p13'],
  ['PageDown', 'p25', 'p29'],
  ['PageUp', 'p13', 'p3'],
  ['Home', 'p13', 'p0'],
  ['End', 'p13', 'p29'],
])('goes by %s from %s to %s', (key, from, to) => {
  expect(keyAfter(key, ids, from)).toBe(to)
})

it('goes down to the first row when no row was reached yet', () => {
  expect(keyAfter('ArrowDown', ids, undefined)).toBe('p0')
})

it('goes nowhere by other keys, nor in an empty list', () => {
  expect([keyAfter('x', ids, 'p1'), keyAfter('toString', ids, 'p1')]).toEqual([
    undefined,
    undefined,
  ])
  expect(keyAfter('End', [], undefined)).toBeUndefined()
})

it('takes the next row in place of a removed one, else the one before', () => {
  expect([neighbour(ids, 'p3'), neighbour(ids, 'p29'), neighbour(['p0'], 'p0')]).toEqual([
    'p4',
    'p28',
    undefined,
  ])
})

it('knows no neighbour of a row that is not there', () => {
  expect(neighbour(ids, 'other')).toBeUndefined()
})
