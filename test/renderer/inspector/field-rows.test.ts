import { expect, it } from 'vitest'
import { byteLines, fieldRows, rowAt } from '../../../src/renderer/inspector/field-rows'
import { group, leaf } from '../../../src/inspect/decode/field'

const bytes = Uint8Array.from({ length: 20 }, (_, index) => index)
const field = (name: string, start: number, end: number, isSecret = false) =>
  leaf(bytes, name, { start, end }, { isSecret })
const fields = [
  field('a', 0, 3),
  group('b', [field('c', 3, 17), field('d', 17, 19, true)]),
  field('e', 19, 20),
]

it('lists fields and their parts, and leaves out closed parts', () => {
  const shown = (closed: string[]) =>
    fieldRows(fields, new Set(closed)).map(({ key, level }) => `${key} ${level}`)

  expect(shown([])).toEqual(['/0 1', '/1 1', '/1/0 2', '/1/1 2', '/2 1'])
  expect(shown(['/1'])).toEqual(['/0 1', '/1 1', '/2 1'])
})

it('breaks bytes into lines, and lines into fields', () => {
  const lines = byteLines(fields, 16)

  expect(lines.map(({ offset }) => offset)).toEqual([0, 16])
  expect(lines.map(({ runs }) => runs.map(({ leaf: one, pairs }) => [one, pairs.length]))).toEqual([
    [
      [0, 3],
      [1, 13],
    ],
    [
      [1, 1],
      [2, 2],
      [3, 1],
    ],
  ])
})

it('shows no byte of a secret', () => {
  expect(byteLines(fields, 16)[1]?.runs[1]?.pairs).toEqual(['··', '··'])
})

it('finds the innermost field of a byte that is shown', () => {
  const named = (closed: string[], offset: number) =>
    rowAt(fieldRows(fields, new Set(closed)), offset)?.field.name

  expect(named([], 5)).toBe('c')
  expect(named(['/1'], 5)).toBe('b')
  expect(named([], 20)).toBeUndefined()
})
