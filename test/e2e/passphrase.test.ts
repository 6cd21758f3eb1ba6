import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, expect, it } from 'vitest'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'
import { lockByMenu } from '../support/lock-by-menu'

/** A desktop without a keychain. */
const env = { DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nonexistent/bus' }

let app: RunningApp
afterEach(() => app.quit())
afterAll(removeTemporaryFolders)

it('asks for a passphrase if there is no keychain, and opens the vault with it again, even after the user locked it', async () => {
  app = await launchApp({ env })
  const { dataFolder } = app
  await app.window.getByLabel('Passphrase', { exact: true }).fill('correct horse battery')
  await app.window.getByLabel('Repeat passphrase').fill('correct horse battery')
  await app.window.keyboard.press('Enter')
  await expect
    .poll(() => app.state())
    .toMatchObject({
      vault: { state: 'open', sealedBy: 'passphrase' },
    })
  await app.quit()
  const before = await readFile(join(dataFolder, 'vault.pkv'))

  app = await launchApp({ env, dataFolder })
  await expect
    .poll(() => app.state())
    .toMatchObject({
      vault: { state: 'locked', reason: 'passphrase' },
    })
  await app.window.getByLabel('Passphrase', { exact: true }).fill('wrong horse battery')
  await app.window.keyboard.press('Enter')
  await app.window.getByRole('alert').waitFor()
  expect(await readFile(join(dataFolder, 'vault.pkv'))).toEqual(before)

  await app.window.getByLabel('Passphrase', { exact: true }).fill('correct horse battery')
  await app.window.keyboard.press('Enter')
  await expect.poll(() => app.state()).toMatchObject({ vault: { state: 'open' } })

  await lockByMenu(app)
  await app.window.getByRole('heading', { name: 'The vault is locked' }).waitFor()
  await app.window.keyboard.type('correct horse battery')
  await app.window.keyboard.press('Enter')
  await expect.poll(() => app.state()).toMatchObject({ vault: { state: 'open' } })

  await rm(join(dataFolder, 'vault.pkv'))
  await lockByMenu(app)
  await app.window.getByRole('heading', { name: 'The vault is locked' }).waitFor()
  await app.window.keyboard.type('correct horse battery')
  await app.window.keyboard.press('Enter')
  await app.window.getByRole('heading', { name: 'The vault file is missing' }).waitFor()
  await app.window.getByRole('button', { name: 'Start a new vault…' }).click()
  await app.window.getByRole('button', { name: 'Start a new vault', exact: true }).click()
  await app.window.getByRole('heading', { name: 'Choose a passphrase' }).waitFor()

  const log = await readFile(join(dataFolder, 'logs', 'latchkey.log'), 'utf8')
  expect(log).not.toContain('horse battery')
})
