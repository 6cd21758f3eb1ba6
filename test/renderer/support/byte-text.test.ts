import { expect, it } from 'vitest'
import { byteCountText, bytesAs } from '../../../src/renderer/support/byte-text'

it('writes bytes as base64url and as hexadecimal', () => {
  expect(bytesAs('base64url', '_wAB')).toBe('_wAB')
  expect(bytesAs('hex', '_wAB')).toBe('ff0001')
})

it.each([
  ['', '0 bytes'],
  ['_w', '1 byte'],
  ['_wA', '2 bytes'],
  ['_wAB', '3 bytes'],
])('counts the bytes of %j', (text, count) => {
  expect(byteCountText(text)).toBe(count)
})
