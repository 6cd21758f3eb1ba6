/** The examples of docs/audit.md: the built command in a real Chromium, against real sites. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { startDemo } from '../../demo/server'
import type { ReportCard } from '../../playwright/audit/report-card'
import { inProject } from '../../scripts/project-paths'
import { capture } from '../../scripts/run-command'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { startAuditSite } from '../support/audit-site'
import { simpleServer } from '../support/simple-server'

afterEach(removeTemporaryFolders)

const FAULTS = ['challenge-wrong', 'signature-flipped', 'be-changed', 'extra-member'] as const

/** SimpleWebAuthn verifies for each site. */
const FINDINGS = ['fault/be-changed/get']

it.each([
  ['demo', () => startDemo({ port: 0, bridgeScript: null, anyBridge: true })],
  ['simplewebauthn', () => startAuditSite(simpleServer)],
  ['plain-form', () => startAuditSite(simpleServer)],
] as const)('audits %s', async (example, start) => {
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
    expect(rows.filter(({ outcome }) => outcome === 'not tried')).toEqual([])
    expect(rows.filter(({ finding }) => finding).map(({ key }) => key)).toEqual(FINDINGS)
    expect(status).toBe(7)
  } finally {
    await site.close()
  }
})
