/** The table of faults in docs/vault-harnesses.md names only tests that exist. */
import { existsSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { tableBelow } from '../../support/markdown-table'

const rows = tableBelow(readFileSync('docs/vault-harnesses.md', 'utf8'), '## Faults')

it('has a row for every fault of the groups E (86 on), F and G', () => {
  const numbers = [...new Set(rows.map(([number]) => Number(number)))]
  expect(numbers).toEqual(Array.from({ length: 117 - 86 + 1 }, (_, place) => 86 + place))
})

it.each(rows)('%s, %s: %s has the test %s', (_number, _fault, file = '', title = '') => {
  const path = `test/${file.replaceAll('`', '')}`
  expect(existsSync(path), path).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain(title.replaceAll(/^“|”$/g, ''))
})
