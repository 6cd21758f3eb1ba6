import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inProject } from '../../scripts/project-paths'
import { providersPage } from '../../scripts/providers-page'
import { PROFILES } from '../../src/main/webauthn/providers/profile-facts'

it('docs/providers.md is what the profiles say: npm run providers writes it', () => {
  expect(readFileSync(inProject('docs/providers.md'), 'utf8')).toBe(providersPage())
})

it('the page has every fact of every profile, with its source', () => {
  const page = providersPage()

  for (const { title, facts, unknown } of PROFILES) {
    expect(page).toContain(`## ${title}\n`)
    for (const { about, grade, source } of facts)
      expect(page).toContain(`| ${about} | ${grade} | ${source} |`)
    for (const knob of unknown) expect(page).toContain(`\`${knob}\``)
  }
})
