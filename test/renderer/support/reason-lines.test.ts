import { expect, it } from 'vitest'
import { reasonLines } from '../../../src/renderer/support/reason-lines'

it.each([
  ['', false, 1],
  ['You deleted it in Latchkey.', false, 1],
  ['https://example.org said that it does not know this passkey', false, 2],
  ['x'.repeat(65_536), false, 2],
  ['x'.repeat(65_536), true, 3],
])('has a line ready for each part of a reason, up to a few: %.60s', (reason, narrow, lines) => {
  expect(reasonLines(reason, narrow)).toBe(lines)
})
