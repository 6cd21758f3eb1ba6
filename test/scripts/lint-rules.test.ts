import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { LINT_DOCUMENT, withRules } from '../../scripts/lint-rules'
import { RULES } from '../../src/inspect/lint/all-rules'

it('docs/lint.md has every rule as it is (npm run lint-rules writes them)', async () => {
  const document = readFileSync(LINT_DOCUMENT, 'utf8')

  expect(document).toBe(await withRules(document))
  for (const { id, why } of RULES) {
    expect(document).toContain(`### \`${id}\``)
    expect(document).toContain(why)
  }
})

it('refuses a document that has no place for the rules', async () => {
  await expect(withRules('# Lint')).rejects.toThrow('<!-- rules -->')
})
