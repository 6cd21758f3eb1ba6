import { expect, it } from 'vitest'
import { parseJsonText } from '../../src/shared/parse-json-text'

it('reads JSON, even after a byte order mark', () => {
  expect(parseJsonText('{"a":1}')).toEqual({ a: 1 })
  expect(parseJsonText('\uFEFF{"a":1}')).toEqual({ a: 1 })
})

it.each(['', '{', '\uFEFF', '\uFEFF\uFEFF{}'])('refuses %j', (text) => {
  expect(() => parseJsonText(text)).toThrow(SyntaxError)
})
