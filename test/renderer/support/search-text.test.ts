import { expect, it } from 'vitest'
import { searchable, SEARCHED_LENGTH, searchWords } from '../../../src/renderer/support/search-text'

it('makes words of a search, without case and accents', () => {
  expect(searchWords('  Ádà\tLOVELACE ')).toEqual(['ada', 'lovelace'])
})

it('searches long texts in their first part only', () => {
  expect(searchable(['x'.repeat(65_536), 'Ada'])).toBe(`${'x'.repeat(500)}\nada`)
})

it('finds a long text by the part of it that is searched', () => {
  const id = 'x'.repeat(SEARCHED_LENGTH + 1)

  expect(searchable([id])).toContain(searchWords(id)[0])
})
