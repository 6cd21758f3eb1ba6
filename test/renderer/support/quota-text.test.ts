import { expect, it } from 'vitest'
import { quotaText } from '../../../src/renderer/support/quota-text'

it.each([
  [{ left: 10, of: 10, nextInMs: null }, '10 of 10 changes left'],
  [{ left: 7, of: 10, nextInMs: 100_000 }, '7 of 10 changes left, one more in 1:40'],
  [{ left: 0, of: 10, nextInMs: 4_001 }, '0 of 10 changes left, one more in 0:05'],
  [{ left: 9, of: 10, nextInMs: 120_000 }, '9 of 10 changes left, one more in 2:00'],
  [{ left: 9, of: 10, nextInMs: -5 }, '9 of 10 changes left, one more in 0:00'],
])('%j is “%s”', (quota, text) => {
  expect(quotaText(quota)).toBe(text)
})
