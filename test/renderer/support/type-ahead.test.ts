import { expect, it } from 'vitest'
import { TYPING_PAUSE_MS, TypedName, typedRow } from '../../../src/renderer/support/type-ahead'

const names = ['Ada', 'Barbara', 'Bärbel', 'Blaise', 'Ada King', 'Zoë']

const row = (typed: string, current: number) =>
  typedRow(
    typed,
    names.map((name) => [name]),
    current,
  )

it.each([
  ['b', 0, 1],
  ['b', 1, 2],
  ['b', 3, 1],
  ['bb', 1, 2],
  ['ba', 1, 1],
  ['bar', 3, 1],
  ['bär', 2, 2],
  ['bla', 1, 3],
  ['ada k', 0, 4],
  ['ZOE', 0, 5],
  ['a', 0, 4],
])('moves by %s from row %i to row %i', (typed, from, to) => {
  expect(row(typed, from)).toBe(to)
})

it('moves nowhere by a name that no row has', () => {
  expect([row('x', 2), typedRow('a', [], 0)]).toEqual([undefined, undefined])
})

it('finds a row by each of its names', () => {
  expect(typedRow('lov', [['ada', 'Lovelace']], 0)).toBe(0)
})

it('puts the letters of one name together, and begins again after a pause', () => {
  const typed = new TypedName()

  expect([typed.add('h', 0), typed.add('e', 500), typed.add('s', 1_400)]).toEqual([
    'h',
    'he',
    'hes',
  ])
  expect(typed.add('h', 1_401 + TYPING_PAUSE_MS)).toBe('h')
})

it('takes a space within a name alone, and no key that writes no letter', () => {
  const typed = new TypedName()

  expect([' ', 'Enter', '/', '?'].map((key, at) => typed.add(key, at))).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
  expect([typed.add('a', 4), typed.add(' ', 5)]).toEqual(['a', 'a '])
})
