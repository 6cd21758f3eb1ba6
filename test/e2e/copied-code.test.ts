/**
 * The code that is copied from a ceremony runs: the test in Playwright with a real Chromium, against the demo's relying
 * party.
 */
import { symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { capture } from '../../scripts/run-command'
import { inProject } from '../../scripts/project-paths'
import { entryOfCase } from '../../src/inspect/case/entry-of-case'
import { asPlaywrightTest } from '../../src/inspect/export/as-playwright-test'
import { Latchkey } from '../../playwright/client/latchkey'
import type { PasskeySession } from '../../playwright/client/passkey-session'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { startAutomationApp, type AutomationApp } from '../support/automation-app'
import { closeSites, newSite } from '../support/demo-sites'
import { chromiumForDriver } from '../support/driver-browsers'
import { readReport, type TestReport } from '../support/playwright-report'

let app: AutomationApp
let origin: string
let tests: ReadonlyMap<string, TestReport>

beforeAll(async () => {
  app = await startAutomationApp()
  origin = await newSite()
  const latchkey = await Latchkey.connect({ automationFile: app.file })
  const copied = await codeOfCeremonies(await latchkey.openSession())
  await latchkey.end()
  tests = await runInPlaywright(copied)
})

afterAll(async () => {
  await closeSites()
  await app.stop()
  removeTemporaryFolders()
})

/**
 * Ceremonies of one session with the options of the relying party, each in the form that a person copies, by the test's
 * title.
 */
async function codeOfCeremonies(session: PasskeySession): Promise<Map<string, string>> {
  const copied = new Map<string, string>()
  const asked = async (title: string, ask: () => Promise<unknown>) => {
    await ask().catch(() => undefined)
    const { entry, detail } = entryOfCase(await session.saveCase())
    const code = asPlaywrightTest({ detail, ...entry })
    copied.set(title, code.replace(/^test\("[^"]+"/m, `test(${JSON.stringify(title)}`))
  }
  const names = { userName: 'ada', displayName: 'Ada' }
  const creation = await begin('registration', {
    ...names,
    ...{ residentKey: 'required', attestation: 'none' },
  })
  const made = await session.create(creation, { origin })
  const listed = [{ type: 'public-key', id: made.id }]
  const signIn = await begin('sign-in', {})

  await asked('signs in', () => session.get(signIn, { origin }))
  await asked('signs in with a list', () =>
    session.get({ ...signIn, allowCredentials: listed }, { origin }),
  )
  await session.deny()
  await asked('is declined', () => session.get(signIn, { origin }))
  await asked('finds no passkey', () =>
    session.get({ ...signIn, allowCredentials: [{ type: 'public-key', id: 'AAAA' }] }, { origin }),
  )
  await asked('is excluded', () =>
    session.create({ ...creation, excludeCredentials: listed }, { origin }),
  )
  await asked('registers', () => session.create(creation, { origin }))
  await session.choose('ada')
  await asked('takes an offer', () => session.get(signIn, { origin, mediation: 'conditional' }))
  return copied
}

async function begin(what: string, input: object): Promise<object> {
  const response = await fetch(`${origin}/api/${what}/begin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify(input),
  })
  expect(response.status).toBe(200)
  return (await response.json()) as object
}

/** Runs each in a file of a project that has Latchkey's fixture. */
async function runInPlaywright(code: ReadonlyMap<string, string>) {
  const folder = temporaryFolder()
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'), 'junction')
  const paths = { 'latchkey/playwright': [inProject('playwright', 'fixture.ts')] }
  const { BROWSER_PATH, BROWSER_ARGUMENTS = '[]' } = chromiumForDriver()
  const config = {
    ...{ testDir: folder, outputDir: join(folder, 'results'), workers: 1, reporter: 'json' },
    timeout: 240_000,
    use: {
      // The site's policy forbids all but itself, and the bridge of a session has a port of its own.
      bypassCSP: true,
      launchOptions: {
        executablePath: BROWSER_PATH,
        args: JSON.parse(BROWSER_ARGUMENTS) as string[],
      },
    },
  }
  const files = new Map([
    ['package.json', '{ "type": "module" }'],
    ['tsconfig.json', JSON.stringify({ compilerOptions: { paths } })],
    ['playwright.config.js', `export default ${JSON.stringify(config)}`],
  ])
  for (const [title, text] of code) files.set(`${title.replaceAll(' ', '-')}.spec.ts`, text)
  for (const [name, text] of files) writeFileSync(join(folder, name), text)
  const cli = inProject('node_modules', '@playwright', 'test', 'cli.js')
  const run = await capture(process.execPath, [cli, 'test'], {
    cwd: folder,
    env: { ...process.env, LATCHKEY_AUTOMATION_FILE: app.file },
  })
  return readReport(run.stdout, run.output)
}

it.each([
  'registers',
  'is excluded',
  'signs in',
  'signs in with a list',
  'takes an offer',
  'is declined',
  'finds no passkey',
])('a copied test passes unchanged: %s', (title) => {
  expect(tests.get(title)).toMatchObject({ status: 'passed', errors: [] })
})
