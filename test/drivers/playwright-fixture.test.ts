/** The fixture for Playwright, in a `playwright test` of its own; the built app answers. */
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, afterAll, describe, expect, it } from 'vitest'
import { startDemo } from '../../demo/server'
import { inProject } from '../../scripts/project-paths'
import { capture } from '../../scripts/run-command'
import { findChromium } from '../../scripts/system-packages'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { nodeAutomation, startAutomationApp } from '../support/automation-app'
import { readReport, type TestReport } from '../support/playwright-report'

const folder = temporaryFolder()
const stateFile = join(folder, 'states', 'erna.json')

let tests: ReadonlyMap<string, TestReport>
let runsOn: boolean

beforeAll(async () => {
  const demo = await startDemo({ port: 0, bridgeScript: null })
  const running = await startAutomationApp()
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js')
  const config = inProject('test', 'drivers', 'playwright', 'playwright.config.ts')
  const { stdout, output } = await capture(process.execPath, [cli, 'test', '--config', config], {
    env: {
      ...process.env,
      CHROMIUM_PATH: findChromium(),
      DEMO_ORIGIN: demo.origin,
      LATCHKEY_AUTOMATION_FILE: running.file,
      LATCHKEY_COMMAND: JSON.stringify(nodeAutomation),
      OUTPUT_FOLDER: join(folder, 'results'),
      STATE_FILE: stateFile,
    },
  })
  await demo.close()
  // It takes its file with it when it ends.
  runsOn = existsSync(running.file)
  await running.stop()
  tests = readReport(stdout, output)
}, 600_000) // All of its tests.

afterAll(removeTemporaryFolders)

describe('a test with passkeys', () => {
  it.each([
    'registers',
    'signs in with the account that is chosen',
    'takes up what the page offers, and not before it is told to',
    'lets the user decline',
    'hears of a change of names',
    'is written to a file',
    'is what another begins with',
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
  })

  it('keeps its own error when Latchkey has ended', () => {
    const { status, errors, attachments } =
      tests.get('fails by itself when Latchkey has ended') ?? {}

    expect(status).toBe('failed')
    expect(errors).toEqual([expect.stringContaining('the own error')])
    expect(attachments?.get('latchkey')).toEqual({
      unavailable: expect.stringContaining('Latchkey does not answer') as string,
    })
  })

  it('brings nothing when it passes', () => {
    expect(tests.get('registers')?.attachments.size).toBe(0)
  })

  it('keeps its state for its user alone', () => {
    expect(statSync(stateFile).mode & 0o777).toBe(0o600)
    expect(readFileSync(stateFile, 'utf8')).toContain('erna')
  })
})
