import { expect, it } from 'vitest'
import { markedParts } from '../../../src/renderer/support/marked-text'
import { searchWords } from '../../../src/renderer/support/search-text'

it.each([
  ['Ada Lovelace', 'love', ['Ada ', '[Love]', 'lace']],
  ['Ada Lovelace', 'ace ada', ['[Ada]', ' Lovel', '[ace]']],
  ['Ádà', 'ada', ['[Ádà]']],
  ['ﬁne', 'fi', ['[ﬁ]', 'ne']],
  ['aaa', 'aa', ['[aaa]']],
  ['👩‍💻 ada', 'ada', ['👩‍💻 ', '[ada]']],
  ['Ada', 'x', ['Ada']],
  ['Ada', '', ['Ada']],
  ['', 'a', []],
])('marks in “%s” what “%s” finds', (text, search, expected) => {
  const parts = markedParts(text, searchWords(search))
  expect(parts.map((part) => (part.hit ? `[${part.text}]` : part.text))).toEqual(expected)
})
