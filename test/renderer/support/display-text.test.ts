import { expect, it } from 'vitest'
import {
  displayLines,
  displayText,
  isBlank,
  nameOr,
  sentence,
  SHOWN_LENGTH,
} from '../../../src/renderer/support/display-text'

it('leaves ordinary text alone, in every script and with emoji', () => {
  const text = 'Ada, Łukasz, مفتاح, 鍵, 👩‍👩‍👧'

  expect(displayText(text)).toBe(text)
})

it.each([
  ['NUL', 'a\0b', 'a␀b'],
  ['a line break', 'a\nb', 'a␊b'],
  ['escape', 'a\u001bb', 'a␛b'],
  ['delete', 'a\u007fb', 'a␡b'],
  ['a C1 control', 'a\u0085b', 'a[U+0085]b'],
  ['a right-to-left override', 'a\u202eb', 'a[U+202E]b'],
  ['an isolate', 'a\u2066b', 'a[U+2066]b'],
  ['a space without width', 'a\u200bb', 'a[U+200B]b'],
  ['a byte order mark', 'a\ufeffb', 'a[U+FEFF]b'],
  ['a lone high surrogate', 'a\ud83db', 'a\ufffdb'],
  ['a lone low surrogate', 'a\udc00b', 'a\ufffdb'],
])('makes %s visible', (_name, text, shown) => {
  expect(displayText(text)).toBe(shown)
})

it('cuts 64 KiB with an ellipsis', () => {
  const shown = displayText('x'.repeat(65_536))

  expect(shown).toBe(`${'x'.repeat(SHOWN_LENGTH)}…`)
})

it('does not cut a character in two', () => {
  expect(displayText('ab🔑cd', 3)).toBe('ab…')
})

it('takes text that shows nothing for blank', () => {
  expect([isBlank(''), isBlank(' \t\n'), isBlank('a')]).toEqual([true, true, false])
})

it.each([
  ['a joiner', '\u200d'],
  ['an empty braille cell', '\u2800'],
  ['a grapheme joiner', '\u034f'],
  ['a variation selector', '\ufe0f'],
  ['tags', '\u{e0041}\u{e0042}'],
  ['all of them, with spaces', ' \u200d \u2800\ufe0f '],
])('takes %s alone for blank', (_name, invisible) => {
  expect([isBlank(invisible), isBlank(`${invisible}a`)]).toEqual([true, false])
})

it('does not take for blank what it makes visible', () => {
  expect(isBlank('\u200b')).toBe(false)
})

it('puts a placeholder in place of a blank name', () => {
  expect([nameOr(' ', 'no name'), nameOr('Ada', 'no name')]).toEqual(['no name', 'Ada'])
})

it.each([
  ['made a passkey for example.org', 'Made a passkey for example.org'],
  ['https://example.org changed the names', 'https://example.org changed the names'],
  ['app://x said so', 'app://x said so'],
  ['', ''],
])('begins %j like a sentence', (text, shown) => {
  expect(sentence(text)).toBe(shown)
})

it('keeps the ends of lines that Latchkey wrote, and makes the rest visible', () => {
  expect(displayLines('{\n  "a": "\u202e"\n}')).toBe('{\n  "a": "[U+202E]"\n}')
  expect(displayLines('x'.repeat(65_536))).toBe(`${'x'.repeat(SHOWN_LENGTH)}…`)
})
