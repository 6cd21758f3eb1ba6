import { expect, it } from 'vitest'
import { RowSlots } from '../../../src/renderer/support/row-slots'

const rows = (keys: string) => Array.from(keys, (key) => ({ key, kind: 'passkey' }))

it('leaves each row its elements, and gives those of rows that are gone to new rows', () => {
  const slots = new RowSlots()
  expect(slots.assign(rows('abcd'))).toEqual([0, 1, 2, 3])

  // Scrolled by two rows.
  expect(slots.assign(rows('cdef'))).toEqual([2, 3, 0, 1])
  // Another search.
  expect(slots.assign(rows('wxyz')).toSorted()).toEqual([0, 1, 2, 3])
})

it('makes elements only for the rows that find none', () => {
  const slots = new RowSlots()
  slots.assign(rows('ab'))
  expect(slots.assign(rows('xyz'))).toEqual([0, 1, 2])
})

it('gives elements to rows of the same kind alone', () => {
  const slots = new RowSlots()
  slots.assign([{ key: 'a', kind: 'group' }, ...rows('b')])

  expect(slots.assign(rows('xy'))).toEqual([1, 2])
  expect(slots.assign([{ key: 'x', kind: 'group' }])).toEqual([3])
})

it('gives the elements that have the focus to no other row, then or later', () => {
  const slots = new RowSlots()
  slots.assign(rows('abc'))

  expect(slots.assign(rows('xy'), 1)).toEqual([0, 2])
  expect(slots.assign(rows('uvxyz'))).toEqual([3, 4, 0, 2, 5])
})

it('leaves the row with the focus its elements as long as it is drawn', () => {
  const slots = new RowSlots()
  slots.assign(rows('abc'))

  expect(slots.assign(rows('bxy'), 1)).toEqual([1, 0, 2])
})
