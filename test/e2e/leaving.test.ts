/**
 * The user leaves: the computer sleeps, the screen is locked or Latchkey quits, while the vault's key is missing or the
 * keyring hangs.
 */
import { once } from 'node:events'
import { afterAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { systemClock } from '../../src/main/platform/system-clock'
import { HelperKeychain } from '../../src/main/vault/helper-keychain'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'
import { ForkedHelpers } from '../support/forked-helper'
import { KeyringSession } from '../support/keyring-session'

const DOES_NOT_TAKE_BACK = expect.stringContaining(
  'The keychain no longer holds the key of this vault, and does not take it back',
) as unknown

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
  'locks the vault, and the window, on “%s”, if the user chose so',
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

it('puts back a key that was replaced before it quits, when its window is closed', async () => {
  const key = await lose('replaced')
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
})

it('asks before it quits without a key that the keychain does not take back', async () => {
  const key = await lose('deleted')
  await refuseKeys(true)
  const process = running.app.process()
  const questions = await questionsOf(running)

  await quit()
  await expect.poll(() => questions.asked()).toEqual([DOES_NOT_TAKE_BACK])
  await questions.answer('Keep Latchkey running')
  expect(await running.state()).toMatchObject({ vault: { state: 'open' } })

  await quit()
  await expect.poll(() => questions.asked()).toHaveLength(2)
  await refuseKeys(false)
  const ended = once(process, 'exit')
  await questions.answer('Try again').catch(() => undefined)

  await ended
  expect(process.exitCode).toBe(0)
  expect(await item()).toEqual(key)
  running = await launch(running)
  await expect.poll(() => running.state()).toMatchObject({ vault: { state: 'open' } })
})

it('quits soon while the keyring answers nothing, and lets go of the vault', async () => {
  session.freezeDaemon()
  await running.app.evaluate(({ app }) => app.emit('browser-window-focus'))
  const before = performance.now()

  await running.quit()

  // Two seconds, plus a margin for a busy machine. A call to the keychain may take ten seconds.
  expect(performance.now() - before).toBeLessThan(6_000)
  session.thawDaemon()
  running = await launch(running)
  await expect.poll(() => running.state()).toMatchObject({ vault: { state: 'open' } })
})

/** @param before the app whose folder and keychain are reused. */
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

/** The app may end before it has answered the driver. */
async function quit(): Promise<void> {
  await running.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
}

/** Sets whether the keychain refuses vault keys, but accepts other items. The first call replaces the keyring helper. */
async function refuseKeys(refuses: boolean): Promise<void> {
  await running.app.evaluate(({ app, utilityProcess }, now) => {
    const state = globalThis as { refusesKeys?: boolean }
    const isPrepared = state.refusesKeys !== undefined
    state.refusesKeys = now
    if (isPrepared) return
    const fork = utilityProcess.fork.bind(utilityProcess)
    Object.assign(utilityProcess, {
      fork: (...options: Parameters<typeof fork>) => {
        const helper = fork(...options)
        const post = helper.postMessage.bind(helper)
        helper.postMessage = (request: { id: number; call: string; account?: string }) => {
          const isKey = request.call === 'set' && request.account?.startsWith('vault-key:')
          const reply = { is: 'failed', id: request.id, of: 'call', message: 'no more items' }
          if (isKey && state.refusesKeys) setImmediate(() => helper.emit('message', reply))
          else post(request)
        }
        return helper
      },
    })
    const helpers = app.getAppMetrics().filter(({ name }) => name === 'Latchkey Keyring')
    for (const { pid } of helpers) process.kill(pid)
  }, refuses)
}

/** The message boxes of the app, which wait for the test’s answer. */
async function questionsOf({ app: electronApp }: RunningApp) {
  await electronApp.evaluate(({ dialog }) => {
    const questions: Question[] = []
    Object.assign(globalThis, { questions })
    Object.assign(dialog, {
      showMessageBox: (options: Omit<Question, 'answer'>) =>
        new Promise((resolve) => {
          const answer = (response: number) => resolve({ response, checkboxChecked: false })
          questions.push({ ...options, answer })
        }),
    })
  })
  return {
    /** The questions of the app so far. */
    asked: () =>
      electronApp.evaluate(() =>
        (globalThis as unknown as Asked).questions.map(({ detail }) => detail),
      ),
    /** Answers the last question with a button. */
    answer: (button: string) =>
      electronApp.evaluate((_, chosen) => {
        const last = (globalThis as unknown as Asked).questions.at(-1)
        last?.answer(last.buttons.indexOf(chosen))
      }, button),
  }
}

interface Question {
  readonly detail: string
  readonly buttons: readonly string[]
  readonly answer: (response: number) => void
}

interface Asked {
  readonly questions: readonly Question[]
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
