/** The examples of docs/audit.md: the built command in a real Chromium, against real sites. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startDemo } from '../../demo/start-demo'
import type { ReportCard } from '../../playwright/audit/report-card'
import { inProject } from '../../scripts/project-paths'
import { capture } from '../../scripts/run-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { startAuditSite } from '../support/audit-site'
import { simpleServer } from '../support/simple-server'

afterEach(removeTemporaryFolders)

const FAULTS = [
  'challenge-wrong',
  'signature-flipped',
  'be-changed',
  'client-data-reordered',
] as const

/** SimpleWebAuthn verifies for each site. */
const OF_VERIFIER = ['fault/be-changed/get']

/** KeePassXC's object has no `toJSON()`, so a page that leaves the conversion to `JSON.stringify()` sends an empty object. */
const WITHOUT_TO_JSON = ['profile/keepassxc-2.7.12/create', ...OF_VERIFIER]

const demo = () => startDemo({ port: 0, bridgeScript: null })

it.each([
  ['demo', demo, OF_VERIFIER],
  ['demo-calls', demo, OF_VERIFIER],
  ['simplewebauthn', () => startAuditSite(simpleServer), WITHOUT_TO_JSON],
  ['plain-form', () => startAuditSite(simpleServer), WITHOUT_TO_JSON],
] as const)('audits %s', async (example, start, findings) => {
  const site = await start()
  const report = join(temporaryFolder(), 'audit.json')
  try {
    const { status, output } = await capture(
      process.execPath,
      [
        inProject('out', 'bin', 'latchkey.js'),
        'audit',
        inProject('test', 'drivers', 'audit', `${example}.audit.js`),
        `--faults=${FAULTS.join()}`,
        '--profiles=icloud-iphone,keepassxc-2.7.12',
        `--json=${report}`,
      ],
      { cwd: inProject(), env: { ...process.env, SITE: site.origin } },
    )
    expect(output).toContain('rows in ')
    const { rows, browser } = JSON.parse(readFileSync(report, 'utf8')) as ReportCard

    expect(browser).toMatch(/^chromium \d/)
    const untried = rows.filter(({ kind, outcome }) => kind === 'fault' && outcome === 'not tried')
    expect(untried).toEqual([])
    expect(rows.filter(({ finding }) => finding).map(({ key }) => key)).toEqual(findings)
    expect(status).toBe(7)
  } finally {
    await site.close()
  }
})
