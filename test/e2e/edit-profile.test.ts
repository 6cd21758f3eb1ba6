/** A copy of a provider profile, edited in the window and chosen: a page gets other bytes. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { removeTemporaryFolders, temporaryFolder } from '../support/app'
import { ada, setStage, type Stage } from '../support/stage'

let stage: Stage

beforeEach(async () => {
  stage = await setStage()
})
afterEach(() => stage.strike())
afterAll(removeTemporaryFolders)

/** Where the flags and the counter stand in authenticator data (WebAuthn §6.1). */
const FLAGS = 32
const COUNTER = 33

it('signs in with values that were set by hand, and at once with values that are set later', async () => {
  const { page, window, app } = stage
  await window.show('Settings')
  await app.window.getByRole('button', { name: 'Edit a copy…' }).click()
  await dialog().getByRole('switch', { name: 'Backup eligible' }).click()
  await dialog().getByText('backedUp needs backupEligible').first().waitFor()
  await dialog().getByRole('button', { name: 'Save' }).click()
  await dialog().getByText('One thing is wrong.').waitFor()
  await dialog().getByRole('switch', { name: 'Backed up' }).click()
  await dialog().getByLabel('Signature counter', { exact: true }).selectOption('perPasskey.start')
  await dialog().getByLabel('Signature counter: perPasskey.start').fill('77')
  await dialog().getByLabel('Name', { exact: true }).fill('Unsynced')
  await dialog().getByText('3 values changed.').waitFor()
  await dialog().getByRole('button', { name: 'Save' }).click()
  await app.window.getByText('Unsynced can be chosen now.').waitFor()
  await app.window.getByLabel('Provider').selectOption({ label: 'Unsynced' })
  await expect.poll(playedProfile).toBe('latchkey-copy')

  await window.show('Passkeys')
  await page.createPasskey(ada)
  await window.answer('Allow')
  await window.answer('Create passkey')
  expect(await page.outcome()).toMatchObject({ good: true })
  await page.signOut()
  // UP and UV, and neither BE nor BS; the second ceremony of a counter that began with 77.
  expect(await signedIn()).toEqual([0x05, 78])

  await page.signOut()
  await window.show('Settings')
  await app.window.getByRole('button', { name: 'Edit…' }).click()
  await dialog().getByLabel('Where it is preferred').selectOption('skip')
  await dialog().getByRole('button', { name: 'Save' }).click()
  await app.window.getByText('Unsynced was saved.').waitFor()
  expect(await signedIn()).toEqual([0x01, 79])

  await window.show('Settings')
  expect(await exported()).toMatchObject({ id: 'latchkey-copy', title: 'Unsynced' })
})

function dialog() {
  return stage.window.dialog()
}

async function playedProfile(): Promise<string> {
  return (await stage.app.state()).authenticator.profile
}

/** Signs in. @returns the flags and the counter that the page got. */
async function signedIn(): Promise<readonly [number, number]> {
  const { page, window } = stage
  const before = (await page.calls()).length
  await page.signIn()
  await window.answer('Sign in')
  await expect.poll(async () => (await page.calls()).length).toBeGreaterThan(before)
  const [last] = (await page.calls()).filter(({ call }) => call === 'navigator.credentials.get')
  const result = last?.result as { response: { authenticatorData: string } } | undefined
  const data = Buffer.from(result?.response.authenticatorData ?? '', 'base64url')
  return [data.readUInt8(FLAGS), data.readUInt32BE(COUNTER)]
}

async function exported(): Promise<unknown> {
  const { app } = stage
  const file = join(temporaryFolder(), 'profile.json')
  await app.app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath })
  }, file)
  await app.window.getByRole('button', { name: 'Export…' }).click()
  await app.window.getByText(`Unsynced was exported to ${file}`).waitFor()
  return JSON.parse(readFileSync(file, 'utf8'))
}
