/** An audit from the window of the built app, with the user's file in a separate process. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { startDemo } from '../../demo/start-demo'
import { inProject } from '../../scripts/project-paths'
import type { AuditReportCard } from '../../src/shared/audit'
import { ALL_ROWS, ALL_TRIALS } from '../support/audit-rows'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'

const VERIFIER = pathToFileURL(inProject('test', 'verifiers', 'simplewebauthn.audit.js')).href

/** SimpleWebAuthn, but it accepts a wrong signature. */
const WITH_HOLE = `
import * as whole from ${JSON.stringify(VERIFIER)}
export const { origin, registrationOptions, verifyRegistration, authenticationOptions } = whole
export async function verifyAuthentication(response, user) {
  const verdict = await whole.verifyAuthentication(response, user)
  return { ...verdict, verified: true }
}
`

/** A server's file whose first callback does this. */
const doing = (what: string) => `
import { writeFileSync } from 'node:fs'
export const origin = 'https://example.org'
export const registrationOptions = async () => { ${what} }
export const verifyRegistration = () => {}
export const authenticationOptions = () => ({})
export const verifyAuthentication = () => {}
`

let running: RunningApp
let folder: string

beforeEach(() => {
  folder = temporaryFolder()
})
afterEach(() => running.quit())
afterAll(removeTemporaryFolders)

/** Starts the app, whose user chooses this file. */
async function choose(path: string, env: Readonly<Record<string, string>> = {}): Promise<void> {
  running = await launchApp({ args: ['--vault=memory'], env })
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
  }, path)
  const { window } = running
  await window.getByRole('link', { name: 'Audit', exact: true }).click()
  await window.getByRole('button', { name: 'Choose an audit file…' }).click()
}

async function chooseText(text: string): Promise<void> {
  const file = join(folder, 'site.audit.mjs')
  writeFileSync(file, text)
  await choose(file)
}

async function start(): Promise<void> {
  const { window } = running
  await window.getByRole('button', { name: 'Start the audit' }).click()
}

/**
 * Sets the user's answer to the system's dialog that asks whether to run the file. @returns a function that reads the
 * questions.
 */
async function answerQuestion(button: 'Cancel' | 'Run the file') {
  await running.app.evaluate(({ dialog }, wanted) => {
    dialog.showMessageBox = async (...given: unknown[]) => {
      const { buttons = [], ...asked } = given.at(-1) as Electron.MessageBoxOptions
      Object.assign(globalThis, { askedOfUser: asked })
      return { response: buttons.indexOf(wanted), checkboxChecked: false }
    }
  }, button)
  return () => running.app.evaluate(() => (globalThis as { askedOfUser?: unknown }).askedOfUser)
}

/** The report card that the user saves as JSON. */
async function savedCard(): Promise<AuditReportCard> {
  const { app, window } = running
  const file = join(folder, 'audit.json')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await window.getByRole('button', { name: 'Save as JSON…' }).click()
  await window.getByText(`The report is in ${file}`).waitFor()
  return JSON.parse(readFileSync(file, 'utf8')) as AuditReportCard
}

it('tries everything, finds a planted hole, and does not touch the vault', async () => {
  await chooseText(WITH_HOLE)
  const asked = await answerQuestion('Cancel')
  await start()
  await expect.poll(asked).toMatchObject({
    message: 'Run site.audit.mjs?',
    detail: expect.stringContaining('It runs as a program of yours'),
    defaultId: 0,
    cancelId: 0,
  })
  expect(await running.window.getByRole('progressbar').count()).toBe(0)
  await answerQuestion('Run the file')
  await start()

  const { window } = running
  await window.getByRole('progressbar').waitFor()
  await window.getByText(/\d+ of \d+ trials/).waitFor()
  await window.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 150_000 })
  const row = window.locator('[data-row-key="fault/signature-flipped/get"]')
  await row.getByText('A correct relying party refuses this answer. Yours accepted it.').waitFor()

  const { rows, counts, browser } = await savedCard()
  const outcomes = new Map(rows.map(({ key, outcome }) => [key, outcome]))
  expect(counts.rows).toBe(ALL_ROWS)
  expect(browser).toBeNull()
  expect(outcomes.get('fault/signature-flipped/get')).toBe('accepted')
  expect(outcomes.get('fault/challenge-wrong/get')).toBe('refused')
  expect(await window.evaluate(() => globalThis.window.main.listPasskeys())).toEqual({
    ok: true,
    value: { passkeys: [], next: null },
  })
}, 240_000)

it('drives pages by the Playwright of the file’s folder', async () => {
  const site = await startDemo({ port: 0, bridgeScript: null })
  try {
    const file = inProject('test', 'drivers', 'audit', 'demo.audit.js')
    await choose(file, { SITE: site.origin })
    const { window } = running
    const severity = window.getByRole('group', { name: 'Severity' })
    await severity.getByRole('button', { name: 'None' }).click()
    await severity.getByRole('checkbox', { name: 'Critical' }).check()
    const place = window.getByRole('group', { name: 'Place in the answer' })
    await place.getByRole('button', { name: 'None' }).click()
    await place.getByRole('checkbox', { name: 'Attestation' }).check()
    await window.getByText('All 21 providers').click()
    const providers = window.getByRole('group', { name: 'Provider' })
    await providers.getByRole('button', { name: 'None' }).click()
    await start()
    await window.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 120_000 })

    const { browser, subject, rows, counts } = await savedCard()
    expect(browser).toMatch(/^chromium \d/)
    expect(subject).toBe('the demo')
    expect(rows.map(({ key }) => key)).toEqual([
      'genuine/create',
      'genuine/get',
      'fault/authenticator-data-member-differs/create',
    ])
    expect(counts).toMatchObject({ accepted: 2, findings: 0 })
  } finally {
    await site.close()
  }
}, 240_000)

it('ends by “Cancel”, even while a callback waits', async () => {
  await chooseText(doing('await new Promise(() => {})'))
  await start()
  const { window } = running
  await window.getByText(`0 of ${ALL_TRIALS} trials`).waitFor()
  await window.getByRole('button', { name: 'Cancel' }).click()

  await window.getByText('The audit was cancelled. It has no report card.').waitFor()
})

it('says why a file cannot be loaded', async () => {
  await chooseText('throw new Error("no database runs")')
  await start()

  await running.window.getByText('site.audit.mjs cannot be loaded: no database runs').waitFor()
})

it('says that the process of the audit has ended', async () => {
  await chooseText(doing('process.kill(process.pid, "SIGKILL")'))
  await start()

  await running.window.getByText('The process of the audit ended before the audit did.').waitFor()
})

it('lets a file close what it started, when the user quits', async () => {
  const note = join(folder, 'closed')
  await chooseText(
    `${doing('await new Promise(() => {})')}
    const server = setInterval(() => {}, 1000)
    export async function close() {
      await new Promise((resolve) => setTimeout(resolve, 200))
      clearInterval(server)
      writeFileSync(${JSON.stringify(note)}, '')
    }`,
  )
  await start()
  await running.window.getByText(`0 of ${ALL_TRIALS} trials`).waitFor()
  expect(existsSync(note)).toBe(false)

  await running.quit()

  expect(existsSync(note)).toBe(true)
})

it('ends a file that keeps its process busy, when the user quits', async () => {
  const note = join(folder, 'pid')
  await chooseText(doing(`writeFileSync(${JSON.stringify(note)}, String(process.pid)); for (;;);`))
  await start()
  await expect.poll(() => existsSync(note), { timeout: 30_000 }).toBe(true)
  const pid = Number(readFileSync(note, 'utf8'))
  expect(isAlive(pid)).toBe(true)

  await running.quit()

  await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false)
})

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
