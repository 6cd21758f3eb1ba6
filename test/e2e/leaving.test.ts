/** The user leaves: the computer sleeps, the screen is locked, Latchkey quits; while its key is gone, or the keyring hangs. */
import { once } from 'node:events'
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
  running = await launch()
  await expect.poll(() => running.state()).toMatchObject({ vault: { state: 'open' } })
})
afterAll(removeTemporaryFolders)

it.each(['suspend', 'lock-screen'] as const)(
  'locks the vault, and the window, on “%s”, where the user chose so',
  async (event) => {
    await leave(event)
    expect(await running.state()).toMatchObject({ vault: { state: 'open' } })

    await chooseLockWhenAway()
    await leave(event)

    await running.window.getByRole('heading', { name: 'The vault is locked' }).waitFor()
    expect(await running.state()).toMatchObject({ vault: { state: 'locked-by-user' } })
  },
)

it.each([
  ['deleted', 'The keychain no longer held the key of this vault'],
  ['replaced', 'The keychain’s item for this vault no longer held its key'],
] as const)('says on coming back that the key was %s, and puts it back', async (what, said) => {
  const key = await lose(what)

  await running.app.evaluate(({ app }) => app.emit('browser-window-focus'))

  await running.window.getByText(said).waitFor()
  expect(await item()).toEqual(key)
})

it.each(['deleted', 'replaced'] as const)(
  'puts back a key that was %s before it quits, when its window is closed',
  async (what) => {
    const key = await lose(what)
    const process = running.app.process()
    const ended = once(process, 'exit')

    // Without a tray, closing the window quits. The app may end before it has answered the driver.
    await running.app
      .evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
      .catch(() => undefined)

    await ended
    expect(process.exitCode).toBe(0)
    expect(await item()).toEqual(key)
    running = await launch(running)
    await expect.poll(() => running.state()).toMatchObject({ vault: { state: 'open' } })
  },
)

it('quits soon while the keyring answers nothing, and lets go of the vault', async () => {
  session.freezeDaemon()
  await running.app.evaluate(({ app }) => app.emit('browser-window-focus'))
  const before = performance.now()

  await running.quit()

  // Two seconds, and what a busy machine adds. A keychain has ten for each of its calls.
  expect(performance.now() - before).toBeLessThan(6_000)
  session.thawDaemon()
  running = await launch(running)
  await expect.poll(() => running.state()).toMatchObject({ vault: { state: 'open' } })
})

/** @param before its folder and keychain are used again. */
async function launch(
  before?: Pick<RunningApp, 'dataFolder' | 'keychainService'>,
): Promise<RunningApp> {
  const { DBUS_SESSION_BUS_ADDRESS: address = '' } = session.env
  const app = await launchApp({
    env: { DBUS_SESSION_BUS_ADDRESS: address },
    ...(before && { dataFolder: before.dataFolder, keychainService: before.keychainService }),
  })
  onTestFinished(() => app.quit())
  return app
}

async function leave(event: 'suspend' | 'lock-screen'): Promise<void> {
  await running.app.evaluate(({ powerMonitor }, name) => void powerMonitor.emit(name), event)
}

async function chooseLockWhenAway(): Promise<void> {
  const reply = await running.window.evaluate(() =>
    window.main.setAutoLock({ lockWhenAway: true, lockAfterMinutes: 0 }),
  )
  expect(reply).toMatchObject({ ok: true })
}

/** Another program deletes or replaces the vault's item. @returns the item as it was. */
async function lose(what: 'deleted' | 'replaced') {
  const before = await item()
  await withKeychain((keychain) =>
    what === 'deleted'
      ? keychain.delete(before.account)
      : keychain.set(before.account, 'something-else'),
  )
  return before
}

/** The vault's item. */
function item() {
  return withKeychain(async (keychain) => {
    const [only] = await keychain.list()
    if (!only) throw new Error('The keychain has no item')
    return only
  })
}

async function withKeychain<T>(work: (keychain: HelperKeychain) => Promise<T>): Promise<T> {
  const keychain = new HelperKeychain({
    service: running.keychainService,
    start: new ForkedHelpers(session.env).start,
    clock: systemClock(),
  })
  return work(keychain).finally(() => keychain.end())
}
