import { expect, it } from 'vitest'
import { algorithmName } from '../../../src/renderer/support/algorithm-name'

it('names a known algorithm with its number', () => {
  expect(algorithmName(-7)).toBe('ES256 · P-256 with SHA-256 (-7)')
})

it('gives the number of an algorithm that it does not know', () => {
  expect(algorithmName(-999)).toBe('COSE -999')
})
