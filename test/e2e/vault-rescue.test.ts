/** The ways back from a damaged vault and a lost key, clicked through in the real window. */
import { randomUUID } from 'node:crypto'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { systemRandom } from '../../src/main/platform/random'
import { systemClock } from '../../src/main/platform/system-clock'
import { fileVault } from '../../src/main/vault/file-vault'
import { diskFiles } from '../../src/main/vault/files'
import { keytarKeychain } from '../../src/keyring/keytar-keychain'
import { systemProcesses } from '../../src/main/vault/processes'
import { launchApp, removeTemporaryFolders, temporaryFolder, type RunningApp } from '../support/app'
import { lockByMenu } from '../support/lock-by-menu'
import { keptPasskey, PRIVATE_KEY } from '../support/kept-passkey'
import { makeCode } from '../support/sealed-vault'

const USERS = ['ada@example.org', 'ben@example.org', 'cyd@example.org']

const dataFolder = temporaryFolder()
const keychainService = `Latchkey Dev Test ${randomUUID()}`
const file = join(dataFolder, 'vault.pkv')
const keychain = keytarKeychain(keychainService)

let code: string
let app: RunningApp
let page: Page

/** Leaves a vault with three passkeys and a recovery code, a backup of it, and rubbish in the vault's place. */
beforeAll(async () => {
  const vault = fileVault({
    folder: dataFolder,
    files: diskFiles,
    keychain,
    processes: systemProcesses,
    clock: systemClock(),
    random: systemRandom,
  })
  await vault.open()
  code = await makeCode(vault)
  for (const userName of USERS)
    await vault.passkeys.add(keptPasskey({ userName, userDisplayName: '' }), PRIVATE_KEY)
  await vault.close()
  await copyFile(file, `${file}.1`)
  await writeFile(file, 'no vault at all')
  await rm(join(dataFolder, 'vault.witness'))
  app = await launchApp({ dataFolder, keychainService })
  page = app.window
})
afterAll(async () => {
  await app.quit()
  removeTemporaryFolders()
})

it('an unreadable vault leads from the lock screen to a backup', async () => {
  await page.getByRole('heading', { name: 'The vault cannot be read' }).waitFor()
  expect(await page.locator('main').innerText()).toContain(
    'The newest backup that is whole is vault.pkv.1',
  )

  await page.getByRole('button', { name: 'Restore a backup…' }).click()
  await page.getByText('vault.pkv.1', { exact: true }).waitFor()
  await page.getByRole('button', { name: 'Restore', exact: true }).click()

  for (const user of USERS) await page.getByText(user).first().waitFor()
  await page.getByText('The backup is restored.').waitFor()
})

it('a lost key leads to the recovery code, which opens the vault and puts the key back', async () => {
  await lock()
  for (const { account } of await keychain.list()) await keychain.delete(account)
  await page.getByRole('button', { name: 'Unlock' }).click()
  await page.getByRole('heading', { name: 'The keychain has no key for this vault' }).waitFor()
  expect(await page.locator('main').innerText()).toContain('The recovery code of this vault')

  await page.getByRole('button', { name: 'Use the recovery code…' }).click()
  await page.getByRole('textbox', { name: 'Recovery code' }).fill(code)
  await page.getByRole('button', { name: 'Open the vault' }).click()

  await page
    .getByText(USERS[0] ?? '')
    .first()
    .waitFor()
  // The banner says that the key is back.
  await page.getByRole('button', { name: 'OK', exact: true }).click()
  await page.locator('.app-banner').waitFor({ state: 'detached' })
  expect(await keychain.list()).toHaveLength(1)
})

it('a damaged vault says so in one banner, is repaired, and put back as it was', async () => {
  await lock()
  const damaged = withFlippedBit(await readFile(file))
  await writeFile(file, damaged)
  await page.getByRole('button', { name: 'Unlock' }).click()
  const banner = page.locator('.app-banner')
  await banner.getByText('Nothing can be saved now. The vault’s file is damaged').waitFor()
  expect(await banner.count()).toBe(1)

  await banner.getByRole('button', { name: 'Go on with what was saved…' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByText('1 entry is lost').waitFor()
  await dialog.getByRole('button', { name: 'Go on', exact: true }).click()
  await expect
    .poll(async () => (await app.state()).vault)
    .toMatchObject({ state: 'open', readOnly: null, warning: null })
  expect(await banner.count()).toBe(0)

  await page.getByRole('button', { name: 'Undo', exact: true }).click()
  await banner.getByText('Nothing can be saved now. The vault’s file is damaged').waitFor()
  expect(await readFile(file)).toEqual(damaged)
})

/** In the first frame after the opening frame. */
function withFlippedBit(bytes: Buffer): Buffer {
  const opening = 42 + bytes.readUInt32BE(38) + 8
  const first = opening + 36 + bytes.readUInt32BE(opening)
  const damaged = Buffer.from(bytes)
  damaged[first + 50] = (damaged[first + 50] ?? 0) ^ 1
  return damaged
}

async function lock(): Promise<void> {
  await lockByMenu(app)
  await page.getByRole('heading', { name: 'The vault is locked' }).waitFor()
}
