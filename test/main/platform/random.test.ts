import { expect, it } from 'vitest'
import { systemRandom } from '../../../src/main/platform/random'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

it.each([8, 12, 16, 17, 32])('gives %i bytes, never the same twice', (length) => {
  const all = Array.from({ length: 1_000 }, () => systemRandom.bytes(length))

  expect(new Set(all.map((bytes) => bytes.length))).toEqual(new Set([length]))
  expect(new Set(all.map(hex)).size).toBe(1_000)
})

it('gives no byte of one answer in another', () => {
  const all = Array.from({ length: 1_000 }, () => hex(systemRandom.bytes(16)))
  const halves = all.flatMap((text) => [text.slice(0, 16), text.slice(16)])

  expect(new Set(halves).size).toBe(2_000)
})

it('gives bytes that their user may overwrite', () => {
  systemRandom.bytes(12).fill(0)

  expect(hex(systemRandom.bytes(12))).not.toBe('00'.repeat(12))
  expect(systemRandom.bytes(12).buffer.byteLength).toBe(12)
})

it('gives every value of a byte about as often', () => {
  const counts = new Array<number>(256).fill(0)
  for (let round = 0; round < 16_000; round++)
    for (const byte of systemRandom.bytes(16)) counts[byte] = (counts[byte] ?? 0) + 1

  // 1000 are expected of each; the limits are eight standard deviations away.
  expect(Math.min(...counts)).toBeGreaterThan(750)
  expect(Math.max(...counts)).toBeLessThan(1_250)
})

it('gives no bytes if none are asked for', () => {
  expect(systemRandom.bytes(0)).toHaveLength(0)
})
