/** The fixture for Playwright, in a separate `playwright test`, with the packed package. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { removeTemporaryFolders } from '../support/app'
import { startAutomationApp } from '../support/automation-app'
import { chromiumForDriver } from '../support/driver-browsers'
import { closeSites, newSite } from '../support/demo-sites'
import { PackedProject } from '../support/packed-project'
import { readReport, type TestReport } from '../support/playwright-report'

let tests: ReadonlyMap<string, TestReport>
let first: ReadonlyMap<string, TestReport>
let programs: ReadonlySet<string>
let electrons: ReadonlySet<string>
let runsOn: boolean
let stateFile: string

beforeAll(async () => {
  const running = await startAutomationApp()
  const project = await PackedProject.install('test/drivers/playwright', {
    beside: [
      'demo/drive/demo-page.ts',
      'test/drivers/audit/demo.audit.js',
      'test/drivers/audit/launch-options.js',
    ],
  })
  stateFile = join(project.folder, 'states', 'erna.json')
  const env = {
    ...chromiumForDriver(),
    OUTPUT_FOLDER: join(project.folder, 'results'),
    STATE_FILE: stateFile,
  }
  const playwright = join('node_modules', '@playwright', 'test', 'cli.js')
  const alone = await project.run(process.execPath, [playwright, 'test'], {
    ...env,
    SITE: await newSite(),
    ONLY_FIRST: '1',
  })
  first = readReport(alone.stdout, alone.output)
  const all = await project.run(process.execPath, [playwright, 'test'], {
    ...env,
    SITE: await newSite(),
    LATCHKEY_AUTOMATION_FILE: running.file,
  })
  await closeSites()
  // Latchkey removes its file when it ends.
  runsOn = existsSync(running.file)
  await running.stop()
  tests = readReport(all.stdout, all.output)
  programs = new Set([...alone.programs, ...all.programs])
  electrons = new Set([...alone.electrons, ...all.electrons])
}, 600_000) // All of its tests.

afterAll(removeTemporaryFolders)

it('runs in a new project, without any configuration of Latchkey', () => {
  const report = first.get('registers, signs in, and applies a new name')

  expect(report).toMatchObject({ status: 'passed', errors: [] })
})

it('gives an answer a fault, as the recipe says', () => {
  const report = first.get('refuses a sign-in whose signature is wrong')

  expect(report).toMatchObject({ status: 'passed', errors: [] })
})

it('plays a second device, as the recipe says', () => {
  const report = first.get('signs in on a second device once the passkey has arrived there')

  expect(report).toMatchObject({ status: 'passed', errors: [] })
})

it.each(['passes an audit', 'gives the card of an audit', 'fails by an audit'])(
  'audits a relying party: %s',
  (title) => {
    expect(first.get(title)).toMatchObject({ status: 'passed', errors: [] })
  },
)

it('attaches the report of an audit', () => {
  expect(first.get('passes an audit')?.attached).toEqual(['latchkey-audit.html'])
})

it('runs without Electron', () => {
  expect([...programs]).toContain('node')
  expect([...electrons]).toEqual([])
})

describe('a test with passkeys', () => {
  it.each([
    'registers',
    'signs in with the account that is chosen',
    'accepts a page’s offer, but only when the test says so',
    'lets the user decline',
    'learns of a change of names',
    'is written to a file',
    'is what another begins with',
    'is saved to a file',
    'is what another replays',
    'is taken from Playwright’s own authenticator',
    'is what a test begins with whose storage state has passkeys',
    'uses the Latchkey that runs',
    'gives each person passkeys of their own',
  ])('%s', (title) => {
    expect(tests.get(title)).toMatchObject({ status: 'passed', errors: [] })
  })

  it('leaves the Latchkey that ran running', () => {
    expect(runsOn).toBe(true)
  })

  it('brings what Latchkey did when it fails', () => {
    const { status, attachments } = tests.get('fails, and says what Latchkey did') ?? {}

    expect(status).toBe('failed')
    expect(attachments?.get('latchkey')).toMatchObject({
      record: [{ kind: 'create', outcome: 'done', names: { userName: 'fritz' } }],
      passkeys: [{ userName: 'fritz' }],
      rules: [{ action: 'never', rpId: 'example.org', left: 1 }],
    })
    expect(attachments?.get('latchkey-case')).toMatchObject({
      ...{ format: 'latchkey-case', kind: 'create', outcome: 'done' },
      entry: { names: { userName: 'fritz' } },
    })
  })

  it('keeps its own error when Latchkey has ended', () => {
    const { status, errors, attachments } = tests.get('fails when Latchkey has ended') ?? {}

    expect(status).toBe('failed')
    expect(errors).toEqual([expect.stringContaining('the own error')])
    expect(attachments?.get('latchkey')).toEqual({
      unavailable: expect.stringContaining('Latchkey does not answer') as string,
    })
  })

  it('brings nothing when it passes', () => {
    expect(tests.get('registers')?.attachments.size).toBe(0)
  })

  it('keeps its state readable only by its user', () => {
    expect(statSync(stateFile).mode & 0o777).toBe(0o600)
    expect(readFileSync(stateFile, 'utf8')).toContain('erna')
  })
})
