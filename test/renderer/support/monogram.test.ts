import { expect, it } from 'vitest'
import { monogramOf, TINTS, tintOf } from '../../../src/renderer/support/monogram'

it.each([
  ['Ada Lovelace', 'AL'],
  ['ada@example.org', 'AE'],
  ['grace', 'G'],
  ['Marie Skłodowska-Curie', 'MS'],
  ['ß', 'SS'],
  ['<img src=x>', 'IS'],
  ['🔑', ''],
  ['a 𞤀', 'A𞤀'],
  ['𞤀 b c', '𞤀B'],
  ['', ''],
])('makes the monogram of %s: %s', (name, monogram) => {
  expect(monogramOf(name)).toBe(monogram)
})

it('gives the same text the same tint, out of those that there are', () => {
  const tints = Array.from({ length: 100 }, (_, index) => tintOf(`passkey ${index}`))

  expect(tints).toEqual(Array.from({ length: 100 }, (_, index) => tintOf(`passkey ${index}`)))
  expect(new Set(tints).size).toBe(TINTS)
})
