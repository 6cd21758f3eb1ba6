import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { planOf } from '../../playwright/audit/plan'
import { inProject } from '../../scripts/project-paths'
import {
  AUDIT_DOCUMENT,
  VERIFIER_RESULTS,
  withVerifiers,
  type VerifierResults,
} from '../../scripts/verifier-tables'
import { FAULTS } from '../../src/shared/fault'
import { profileIds } from '../../src/shared/provider-profile'

const results = JSON.parse(readFileSync(VERIFIER_RESULTS, 'utf8')) as VerifierResults
const AGAIN = 'npm run audit:verifiers audits them again'

describe(`the verifiers in docs/audit.md (${AGAIN})`, () => {
  it('are as the results say', async () => {
    const document = readFileSync(AUDIT_DOCUMENT, 'utf8')

    expect(document).toBe(await withVerifiers(document, results))
  })

  it('have a row for each profile and fault that there is, and no other', () => {
    const profiles = profileIds.map((id) => ({ id, title: '', summary: '' }))
    const { genuine, trials } = planOf({ faults: FAULTS, profiles })
    const keys = [genuine, ...trials].flatMap(({ rows }) => rows.map(({ key }) => key)).sort()

    for (const { outcomes } of results.verifiers) expect(Object.keys(outcomes).sort()).toEqual(keys)
  })

  it('are of the versions in the lock file', () => {
    const lock = readFileSync(inProject('test/verifiers/package-lock.json'), 'utf8')
    const { packages } = JSON.parse(lock) as {
      readonly packages: Readonly<Record<string, { readonly version?: string }>>
    }
    const { dependencies = {} } = (packages[''] ?? {}) as {
      readonly dependencies?: Readonly<Record<string, string>>
    }

    expect(results.verifiers.map(({ name }) => name).sort()).toEqual(
      Object.keys(dependencies).sort(),
    )
    for (const { name, version } of results.verifiers)
      expect(version).toBe(packages[`node_modules/${name}`]?.version)
  })
})

it('says what a library did where it differs, and where it was not tried', async () => {
  const document = '<!-- verifiers --><!-- end of the verifiers -->'
  const written = await withVerifiers(document, {
    date: '2026-01-02',
    latchkey: '1.2.3',
    node: '20.1.0',
    runs: 2,
    verifiers: [
      {
        name: 'a-library',
        version: '1.0.0',
        outcomes: {
          'profile/keepassxc-2.7.12/get': 'refused',
          'fault/challenge-wrong/create': 'accepted',
          'fault/challenge-wrong/get': 'not tried',
          'fault/signature-flipped/get': 'refused',
        },
        words: { 'profile/keepassxc-2.7.12/get': 'no | words' },
      },
    ],
  })

  expect(written).toContain('Audited on 2026-01-02 with Latchkey 1.2.3 on Node 20.1.0.')
  expect(written).toMatch(/^\| differ from a correct relying party +\| 2 +\|$/m)
  expect(written).toMatch(/\| `keepassxc-2.7.12` +\| a-library +\| sign-in +\| no \\\| words \|/)
  expect(written).toMatch(/`challenge-wrong`.*\| accepted: registration; not tried: sign-in \|/)
  expect(written).not.toContain('signature-flipped')
})

it('refuses a document that has no place for the verifiers', async () => {
  await expect(withVerifiers('# Audit', results)).rejects.toThrow('<!-- verifiers -->')
})
