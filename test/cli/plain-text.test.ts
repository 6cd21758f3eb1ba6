import { expect, it } from 'vitest'
import { columnsOf, fitted, plain } from '../../src/cli/plain-text'

const FAMILY = '👩‍👧'

it('a family stays one character, two columns wide', () => {
  expect(plain(FAMILY)).toBe(FAMILY)
  expect(columnsOf(`Ann ${FAMILY}`)).toBe(6)
  expect(fitted(`Ann ${FAMILY} Smith`, 7)).toBe(`Ann ${FAMILY}…`)
})

it('a family is not cut in two', () => {
  expect(fitted(`Ann ${FAMILY} Smith`, 6)).toBe('Ann … ')
})

it.each([
  ['ab', 2],
  ['日本', 4],
  ['e\u0301', 1],
  ['👍🏽', 2],
])('%s takes %i columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns)
})
