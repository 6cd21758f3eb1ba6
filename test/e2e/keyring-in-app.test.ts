/** The app, its keyring helper and a real gnome-keyring that is killed, restarted and frozen. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../src/main/platform/system-clock'
import { HelperKeychain } from '../../src/main/vault/helper-keychain'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'
import { ForkedHelpers } from '../support/forked-helper'
import { KeyringSession } from '../support/keyring-session'

let session: KeyringSession
let running: RunningApp

beforeEach(async () => {
  session = await KeyringSession.open()
  await session.startDaemon()
  const { DBUS_SESSION_BUS_ADDRESS: address = '' } = session.env
  running = await launchApp({ env: { DBUS_SESSION_BUS_ADDRESS: address } })
  onTestFinished(() => running.quit())
  await expectVault({ state: 'open', sealedBy: 'keychain' })
})
afterAll(removeTemporaryFolders)

it('opens the vault by “Try again” each time the keyring daemon runs again', async () => {
  const { window } = running
  // A process sometimes recovers from the first death of a daemon, but not from the second.
  for (let death = 1; death <= 2; death++) {
    await session.killDaemon()
    await lock()
    await window.getByRole('button', { name: 'Unlock', exact: true }).click()
    await window.getByRole('heading', { name: 'No keychain available' }).waitFor()
    await expectVault({ state: 'locked', reason: 'keychain-missing' })

    await session.startDaemon()
    await window.getByRole('button', { name: 'Try again' }).click()

    await expectVault({ state: 'open', sealedBy: 'keychain' })
  }
})

it('puts the key back into a daemon that replaced another and has lost its items', async () => {
  await session.killDaemon()
  session.forgetItems()
  await session.startDaemon()

  await running.app.evaluate(({ app }) => app.emit('browser-window-focus'))

  await running.window.getByText('Latchkey put the key back').waitFor()
})

it('leaves no helper when it exits, as a command does, while a call hangs', async () => {
  const helper = await hangingHelper()

  await running.app.evaluate(({ app }) => app.exit()).catch(() => undefined)

  await expect.poll(() => existsSync(`/proc/${helper}`)).toBe(false)
})

it('leaves no helper when it is killed while a call hangs', async () => {
  const helper = await hangingHelper()

  await running.kill()

  await expect.poll(() => existsSync(`/proc/${helper}`)).toBe(false)
})

it('has the key in no argument and no environment of its processes, and in no log', async () => {
  const key = await keyInKeychain()
  const processes = await running.app.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, name }) => ({ pid, name })),
  )
  expect(processes).toContainEqual(expect.objectContaining({ name: 'Latchkey Keyring' }))
  const logs = join(running.dataFolder, 'logs')
  const files = [
    ...processes.flatMap(({ pid }) => [`/proc/${pid}/cmdline`, `/proc/${pid}/environ`]),
    ...readdirSync(logs).map((name) => join(logs, name)),
  ]

  expect(key).toMatch(/^[\w-]{43}$/)
  expect(files.filter((file) => readFileSync(file, 'utf8').includes(key))).toEqual([])
})

function expectVault(vault: object) {
  return expect.poll(() => running.state()).toMatchObject({ vault })
}

async function lock(): Promise<void> {
  const reply = await running.window.evaluate(() => window.main.lockVault())
  expect(reply).toMatchObject({ ok: true })
  await running.window.getByRole('heading', { name: 'The vault is locked' }).waitFor()
}

/** @returns the id of a helper whose call the daemon does not answer. */
async function hangingHelper(): Promise<number> {
  session.freezeDaemon()
  await running.app.evaluate(({ app }) => app.emit('browser-window-focus'))
  const helper = await running.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Latchkey Keyring')?.pid,
  )
  if (helper === undefined) throw new Error('No helper runs')
  return helper
}

/** The secret of the vault's item. */
async function keyInKeychain(): Promise<string> {
  const keychain = new HelperKeychain({
    service: running.keychainService,
    start: new ForkedHelpers(session.env).start,
    clock: systemClock(),
  })
  const [item] = await keychain.list()
  keychain.end()
  return item?.secret ?? ''
}
