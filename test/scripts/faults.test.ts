import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FAULTS_DOCUMENT, withFaults } from '../../scripts/faults'
import { FAULTS } from '../../src/shared/fault'
import { tableBelow } from '../support/markdown-table'

it('docs/faults.md has every fault as it is (npm run faults writes them)', () => {
  const document = readFileSync(FAULTS_DOCUMENT, 'utf8')

  expect(document).toBe(withFaults(document))
  for (const { id, advice } of FAULTS) {
    expect(document).toContain(`\n| \`${id}\` `)
    expect(document).toContain(advice)
  }
})

it('docs/faults.md names each step of a relying party with the faults that try it', () => {
  const rows = tableBelow(
    readFileSync(FAULTS_DOCUMENT, 'utf8'),
    '## Steps, and the faults that try them',
  )

  expect(
    rows
      .map(([create]) => Number(create))
      .filter(Boolean)
      .sort((a, b) => a - b),
  ).toEqual(numbers(29))
  expect(rows).toContainEqual(['16', '17', 'the UV flag', '`uv-not-set`'])
})

it('refuses a document that has no place for the faults', () => {
  expect(() => withFaults('# Faults')).toThrow('<!-- faults -->')
})

function numbers(last: number): number[] {
  return Array.from({ length: last }, (_, index) => index + 1)
}
