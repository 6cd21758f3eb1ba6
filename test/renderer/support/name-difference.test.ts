import { expect, it } from 'vitest'
import { nameDifference } from '../../../src/renderer/support/name-difference'

it.each([
  ['Ada Lovelace', 'Ada King', 'Ada ', 'Lovelace', 'King', ''],
  ['ada@example.org', 'ana@example.org', 'a', 'd', 'n', 'a@example.org'],
  ['Ada', 'Ada Lovelace', 'Ada', '', ' Lovelace', ''],
  ['', 'Ada', '', '', 'Ada', ''],
  ['aa', 'aaa', 'aa', '', 'a', ''],
  ['same', 'same', 'same', '', '', ''],
])('between %j and %j is a part of each', (before, after, start, removed, added, end) => {
  expect(nameDifference(before, after)).toEqual({ start, removed, added, end })
})

it('does not cut a letter that a person sees as one', () => {
  expect(nameDifference('Zoe\u0301', 'Zoe')).toEqual({
    ...{ start: 'Zo', removed: 'e\u0301', added: 'e', end: '' },
  })
})

it('keeps the difference near the beginning of a long name', () => {
  const { start, removed, added, end } = nameDifference(
    `${'a'.repeat(200)}x${'b'.repeat(200)}`,
    `${'a'.repeat(200)}y${'b'.repeat(200)}`,
  )
  expect([start, removed, added, end]).toEqual([
    `…${'a'.repeat(24)}`,
    'x',
    'y',
    `${'b'.repeat(24)}…`,
  ])
})

it('shows what cannot be seen', () => {
  expect(nameDifference('Ada', 'Ada\u202e').added).toBe('[U+202E]')
})
