import * as v from 'valibot'
import { expect, it } from 'vitest'
import { usvString } from '../../src/shared/usv-string'

it.each([
  ['a half of a character', 'a\ud83db', 'a\ufffdb'],
  ['the other half', '\ude00', '\ufffd'],
  ['halves in the wrong order', '\ude00\ud83d', '\ufffd\ufffd'],
  ['a whole one', '\ud83d\ude00', '\ud83d\ude00'],
  ['anything else', 'a\0\u202eé', 'a\0\u202eé'],
])('takes %s', (_what, given, taken) => {
  expect(v.parse(usvString(10), given)).toBe(taken)
})

it('takes no more than so many units', () => {
  expect(v.is(usvString(3), 'abc')).toBe(true)
  expect(v.is(usvString(3), 'abcd')).toBe(false)
})
