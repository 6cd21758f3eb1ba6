/** The files that a relying party installs, saved from the window of a real Electron. */
import { SettingsService } from '@simplewebauthn/server'
import { verifyMDSBlob } from '@simplewebauthn/server/helpers'
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'

let running: RunningApp
const folder = temporaryFolder()

beforeAll(async () => {
  running = await launchApp({ args: ['--vault=memory'] })
  await running.window.getByRole('link', { name: 'Settings', exact: true }).click()
})
afterAll(async () => {
  await running.quit()
  removeTemporaryFolders()
})

it('saves a root that its metadata BLOB leads to', async () => {
  const root = await save('Root certificate', 'latchkey-root.pem')
  const blob = await save('Metadata BLOB', 'latchkey-mds.jwt')
  SettingsService.setRootCertificates({ identifier: 'mds', certificates: [root] })

  expect(new X509Certificate(root).ca).toBe(true)
  expect((await verifyMDSBlob(blob)).statements).toHaveLength(3)
})

it('says so when the place cannot be written', async () => {
  await answerDialog('/proc/nowhere/latchkey-root.pem')

  await running.window.getByRole('button', { name: 'Save Root certificate' }).click()

  await running.window.getByText('cannot be written, because').waitFor()
})

/** Like a person who accepts the proposed name. */
async function save(title: string, name: string): Promise<string> {
  const place = join(folder, name)
  await answerDialog(place)
  await running.window.getByRole('button', { name: `Save ${title}`, exact: true }).click()
  await running.window.getByText(`${title} saved to ${place}`).waitFor()
  return readFileSync(place, 'utf8')
}

async function answerDialog(filePath: string): Promise<void> {
  await running.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, filePath)
}
