import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { packDocuments, withoutDeadLinks } from '../../../scripts/npm-package/documents'
import { removeTemporaryFolders, temporaryFolder } from '../../support/app'

afterEach(removeTemporaryFolders)

const isThere = (link: string) => link === 'lint.md'

it.each([
  ['[lint](lint.md#rules)', '[lint](lint.md#rules)'],
  ['[the specification](https://example.org/a)', '[the specification](https://example.org/a)'],
  ['[this page](#above)', '[this page](#above)'],
  ['see [SECURITY.md](../SECURITY.md#limits).', 'see SECURITY.md.'],
  ['![The window](pictures/window.png)\n\nText', 'Text'],
])('a document of the package links to nothing outside of it: %j', (text, packed) => {
  expect(withoutDeadLinks(text, isThere)).toBe(packed)
})

it('the package has the documents for its users', () => {
  const [from, to] = [temporaryFolder(), join(temporaryFolder(), 'docs')]
  mkdirSync(join(from, 'decisions'))
  writeFileSync(join(from, 'lint.md'), '[faults](faults.md), [all](architecture.md)')
  writeFileSync(join(from, 'faults.md'), '')
  writeFileSync(join(from, 'architecture.md'), '')
  packDocuments(from, to)

  expect(readdirSync(to).toSorted()).toEqual(['faults.md', 'lint.md'])
  expect(readFileSync(join(to, 'lint.md'), 'utf8')).toBe('[faults](faults.md), all')
})
