import { expect, it } from 'vitest'
import * as ofReports from '../../playwright/audit/report/unseen-text'
import { UNSEEN, withUnseen } from '../../src/shared/unseen-text'

it.each([
  ['a right-to-left override', 'a\u202eb', 'a[U+202E]b'],
  ['Escape, and the end of a line', '\u001b[31m\n', '␛[31m␊'],
  ['Delete, and a C1 control', '\u007f\u009b', '␡[U+009B]'],
  ['half a character', '\ud83d', '\ufffd'],
  ['a family, which has joiners', '👩‍👧', '👩‍👧'],
])('%s is written so that it can be seen', (_, text, seen) => {
  expect(withUnseen(text)).toBe(seen)
})

it('reports write it alike', () => {
  expect(String(ofReports.UNSEEN)).toBe(String(UNSEEN))
  expect(String(ofReports.withUnseen)).toBe(String(withUnseen))
  for (let code = 0; code < 0x3000; code += 1) {
    const one = String.fromCodePoint(code)
    expect(ofReports.withUnseen(one)).toBe(withUnseen(one))
  }
})
