import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest'
import { launchApp, removeTemporaryFolders, type RunningApp } from '../support/app'
import { ada, setStage } from '../support/stage'

/** Replaces the part of a desktop that shows status icons: owns its name on the bus, and answers. */
let watcher: ChildProcess
let app: RunningApp

beforeEach(async () => {
  watcher = spawn('dbus-test-tool', ['echo', '--name=org.kde.StatusNotifierWatcher'], {
    stdio: 'ignore',
  })
  await once(watcher, 'spawn')
  await expect.poll(() => isWatched()).toBe(true)
})
afterEach(async () => {
  await app.quit()
  watcher.kill()
  // Before that, the next watcher could not get the name, and would end.
  await expect.poll(() => isWatched()).toBe(false)
})
afterAll(removeTemporaryFolders)

it('hides a closed window, says so the first time, and keeps the bridge', async () => {
  app = await launchApp()
  const port = await app.bridgePort()
  const told = await answerTrayDialog(app, 0)
  await expect.poll(() => hasTray(app)).toBe(true)

  await closeWindow(app)
  await expect.poll(() => isVisible(app)).toBe(false)
  expect(await told()).toEqual(['Latchkey stays in the tray'])
  const script = await fetch(`http://127.0.0.1:${port}/latchkey.js`, {
    headers: { 'Sec-Fetch-Site': 'cross-site' },
  })
  expect(script.status).toBe(200)

  await app.app.evaluate(({ app: electron }) => electron.emit('second-instance'))
  await expect.poll(() => isVisible(app)).toBe(true)
  await closeWindow(app)
  await expect.poll(() => isVisible(app)).toBe(false)
  expect(await told()).toHaveLength(1)
})

it('quits when the user chooses so at the first closing', async () => {
  app = await launchApp()
  await answerTrayDialog(app, 1)
  await expect.poll(() => hasTray(app)).toBe(true)
  const process = app.app.process()
  const ended = once(process, 'exit')

  // The app may end before it has answered the driver.
  await closeWindow(app).catch(() => undefined)

  await ended
  expect(process.exitCode).toBe(0)
})

it('names in the tray who asks, and how many pages are auto-approved', async () => {
  const stage = await setStage()
  app = stage.app
  await expect.poll(() => hasTray(app)).toBe(true)
  const labels = await watchTrayMenu(app)

  await stage.page.createPasskey(ada)
  await expect.poll(labels).toContain(`Answer ${stage.demo.origin}…`)
  await stage.window.answer('Allow')
  await stage.window.answer('Create passkey')
  await stage.page.outcome()
  await expect.poll(async () => (await labels())?.[0]).toBe('Open Latchkey')

  await stage.window.show('Pages')
  await app.window.getByRole('switch', { name: 'Auto-approve' }).click()
  await expect.poll(labels).toContain('1 page is auto-approved')
  await app.window.getByRole('link', { name: '1 page is auto-approved' }).waitFor()
  await stage.strike()
})

/** Answers the message box with one of its buttons; returns what reads the messages shown so far. */
async function answerTrayDialog({ app: electronApp }: RunningApp, response: number) {
  await electronApp.evaluate(({ dialog }, chosen) => {
    const shown: string[] = []
    Object.assign(globalThis, { shown })
    Object.assign(dialog, {
      showMessageBox: (options: { readonly message: string }) => {
        shown.push(options.message)
        return Promise.resolve({ response: chosen, checkboxChecked: false })
      },
    })
  }, response)
  return () => electronApp.evaluate(() => (globalThis as unknown as { shown: string[] }).shown)
}

/** The app looks for a tray once its window is there. */
async function hasTray({ dataFolder }: RunningApp): Promise<boolean> {
  const log = await readFile(join(dataFolder, 'logs', 'latchkey.log'), 'utf8')
  return log.includes('this desktop has a tray')
}

function closeWindow({ app: electronApp }: RunningApp): Promise<void> {
  return electronApp.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
}

function isVisible({ app: electronApp }: RunningApp): Promise<boolean> {
  return electronApp.evaluate(
    ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible() ?? false,
  )
}

async function isWatched(): Promise<boolean> {
  const asked = spawn('dbus-send', [
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    'string:org.kde.StatusNotifierWatcher',
  ])
  let answer = ''
  asked.stdout.on('data', (text: Buffer) => (answer += text.toString()))
  await once(asked, 'close')
  return answer.includes('true')
}

/** Reads the last menu of the tray, because only the desktop gets it from a status icon. */
async function watchTrayMenu({ app: electronApp }: RunningApp) {
  await electronApp.evaluate(({ Tray }) => {
    const setMenu = Reflect.get(Tray.prototype, 'setContextMenu')
    Tray.prototype.setContextMenu = function (menu) {
      Object.assign(globalThis, { trayLabels: menu?.items.map(({ label }) => label) ?? [] })
      setMenu.call(this, menu)
    }
  })
  return () =>
    electronApp.evaluate(() => (globalThis as unknown as { trayLabels?: string[] }).trayLabels)
}
