/** The app's separate processes, started from an archive like the installed app. */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { inProject } from '../../scripts/project-paths'
import type { AuditReportCard } from '../../src/shared/audit'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'
import { appArchive } from '../support/app-archive'

let archive: string
let running: RunningApp

beforeAll(async () => {
  archive = await appArchive(temporaryFolder())
})
beforeEach(async () => {
  running = await launchApp({ archive, args: ['--vault=memory'] })
})
afterEach(() => running.quit())
afterAll(removeTemporaryFolders)

it('audits a server’s library', async () => {
  const { app, window } = running
  const verifier = inProject('test', 'verifiers', 'simplewebauthn.audit.js')
  const file = join(temporaryFolder(), 'site.audit.mjs')
  writeFileSync(file, `export * from ${JSON.stringify(pathToFileURL(verifier).href)}`)
  await app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [chosen] })
    dialog.showMessageBox = async () => ({ response: 1, checkboxChecked: false })
  }, file)
  await window.getByRole('link', { name: 'Audit', exact: true }).click()
  await window.getByRole('button', { name: 'Choose an audit file…' }).click()
  const place = window.getByRole('group', { name: 'Place in the answer' })
  await place.getByRole('button', { name: 'None' }).click()
  await place.getByRole('checkbox', { name: 'Signature' }).check()
  await window.getByText('All 21 providers').click()
  const providers = window.getByRole('group', { name: 'Provider' })
  await providers.getByRole('button', { name: 'None' }).click()
  await window.getByRole('button', { name: 'Start the audit' }).click()

  await window.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 120_000 })
  const card = join(temporaryFolder(), 'audit.json')
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, card)
  await window.getByRole('button', { name: 'Save as JSON…' }).click()
  await window.getByText(`The report is in ${card}`).waitFor()
  const { rows } = JSON.parse(readFileSync(card, 'utf8')) as AuditReportCard
  const [flipped] = rows.filter(({ key }) => key === 'fault/signature-flipped/get')
  expect(flipped).toMatchObject({ outcome: 'refused' })
  expect(await app.evaluate(({ app: electron }) => electron.getAppPath())).toBe(archive)
})

it('serves the demo', async () => {
  const { app, window } = running
  await app.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void Object.assign(globalThis, { opened: url })
  })
  await window.getByRole('button', { name: 'Open the demo page' }).click()
  const opened = () => app.evaluate(() => (globalThis as { opened?: string }).opened)
  await expect.poll(opened).toMatch(/^http:\/\/localhost:\d+/)

  const page = await fetch((await opened()) ?? '')

  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('latchkey')])
})
