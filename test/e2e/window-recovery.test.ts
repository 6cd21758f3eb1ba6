/** A crash of the window's process, or a second start of the app, loses no data. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { findElectron } from '../../scripts/electron-runtime'
import { inProject } from '../../scripts/project-paths'
import { windowBackground } from '../../src/main/desktop/window-background'
import { launchApp, removeTemporaryFolders, temporaryFolder } from '../support/app'
import { pairAndRegister, setStage } from '../support/stage'

const MEMORY = ['--vault=memory']

afterAll(removeTemporaryFolders)

describe('a renderer that hangs or crashes', () => {
  it('comes back by itself, with the passkeys and the question that waits', async () => {
    const stage = await setStage()
    onTestFinished(() => stage.strike())
    await pairAndRegister(stage)
    await stage.page.createPasskey({ userName: 'grace', displayName: 'Grace Hopper' })
    await stage.window.dialog().waitFor()
    const { app } = stage.app
    await app.evaluate(async ({ BrowserWindow }) => {
      const window = BrowserWindow.getAllWindows()[0]!
      const { webContents } = window
      const hangs = new Promise<void>((resolve) => {
        webContents.once('console-message', () => resolve())
      })
      webContents.executeJavaScript('console.log("hangs"); for (;;);').catch(() => undefined)
      await hangs
      const back = new Promise<void>((resolve) => {
        webContents.once('did-finish-load', () => resolve())
      })
      // Like Electron when the window has not responded to input for half a minute.
      window.emit('unresponsive')
      await back
    })
    const seen = () =>
      app.evaluate(async ({ BrowserWindow }) => {
        const { webContents } = BrowserWindow.getAllWindows()[0]!
        const text: unknown = await webContents.executeJavaScript('document.body.innerText')
        return String(text)
      })
    await expect.poll(seen).toContain('Ada Byron')
    await expect.poll(seen).toContain('Create a passkey?')
  })

  it('is not restarted when it crashes again at once, and comes back when the user opens it', async () => {
    const running = await launchApp({ args: MEMORY })
    onTestFinished(() => running.quit())
    const state = await running.app.evaluate(async ({ app, BrowserWindow }) => {
      const { webContents } = BrowserWindow.getAllWindows()[0]!
      // The app's clock stands still, so that the second crash follows at once even on a slow machine.
      const now = performance.now()
      Object.defineProperty(performance, 'now', { value: () => now, configurable: true })
      const crash = async () => {
        const gone = new Promise<void>((resolve) => {
          webContents.once('render-process-gone', () => resolve())
        })
        webContents.forcefullyCrashRenderer()
        await gone
      }
      const back = new Promise<void>((resolve) => {
        webContents.once('did-finish-load', () => resolve())
      })
      await crash()
      await back
      await crash()
      Reflect.deleteProperty(performance, 'now')
      const stayedDown = webContents.isCrashed()
      const again = new Promise<void>((resolve) => {
        webContents.once('did-finish-load', () => resolve())
      })
      app.emit('activate')
      await again
      return { stayedDown, isCrashed: webContents.isCrashed() }
    })
    expect(state).toEqual({ stayedDown: true, isCrashed: false })
  })
})

describe('a start', () => {
  it('has the colours of the chosen appearance before the page is painted', async () => {
    const dataFolder = temporaryFolder()
    writeFileSync(join(dataFolder, 'settings.json'), JSON.stringify({ appearance: 'dark' }))
    const running = await launchApp({ dataFolder, args: MEMORY })
    onTestFinished(() => running.quit())
    const look = () =>
      running.app.evaluate(({ BrowserWindow }) => {
        const window = BrowserWindow.getAllWindows()[0]!
        return [window.getBackgroundColor().toLowerCase(), window.isVisible()]
      })
    await expect.poll(look).toEqual([windowBackground(true), true])

    await running.window.evaluate(() => window.main.setAppearance('light'))

    await expect.poll(look).toEqual([windowBackground(false), true])
  })
})

describe('a later start', () => {
  it('has the size, the place and the view that the window had', async () => {
    const dataFolder = temporaryFolder()
    const wanted = { x: 40, y: 50, width: 700, height: 560 }
    const first = await launchApp({ dataFolder, args: MEMORY })
    const bounds = (running: typeof first) =>
      running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]!.getBounds())
    await first.window.getByRole('link', { name: 'Activity', exact: true }).click()
    await first.app.evaluate(
      ({ BrowserWindow }, place) => BrowserWindow.getAllWindows()[0]!.setBounds(place),
      wanted,
    )
    await expect.poll(() => bounds(first)).toEqual(wanted)
    await first.quit()

    const second = await launchApp({ dataFolder, args: MEMORY })
    onTestFinished(() => second.quit())

    await second.window.getByRole('heading', { level: 1, name: 'Activity' }).waitFor()
    await expect.poll(() => bounds(second)).toEqual(wanted)
    await expect.poll(() => second.window.title()).toBe('Activity – Latchkey')
  })
})

describe('two starts', () => {
  it('leave one app: the second wakes the first and ends cleanly', async () => {
    const first = await launchApp({ args: MEMORY })
    onTestFinished(() => first.quit())
    await first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.hide())
    const second = await start(first.dataFolder)
    await expect(exitOf(second)).resolves.toBe(0)
    const isVisible = () =>
      first.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible())
    await expect.poll(isVisible).toBe(true)
    expect(first.app.process().exitCode).toBeNull()
  })

  it('at the same moment leave one app and one vault, and the app ends cleanly on request', async () => {
    const dataFolder = temporaryFolder()
    const starts = await Promise.all([start(dataFolder, []), start(dataFolder, [])])
    const [code, other] = await Promise.race(
      starts.map(async (one, i) => [await exitOf(one), starts[1 - i]!] as const),
    )
    expect(code).toBe(0)
    const vaults = () => readdirSync(dataFolder, { recursive: true }).filter(isVault)
    await expect.poll(vaults, { timeout: 20_000 }).toHaveLength(1)
    expect(other.exitCode).toBeNull()
    other.kill('SIGTERM')
    await expect(exitOf(other)).resolves.toBe(0)
    expect(vaults()).toHaveLength(1)
  })
})

const isVault = (path: string | Buffer) => path.toString().endsWith('.pkv')

/** Starts the built app as a user would, without a driver. It ends with the test. */
async function start(dataFolder: string, args: readonly string[] = MEMORY): Promise<ChildProcess> {
  const { executable, switches } = await findElectron()
  const ours = [
    `--data=${dataFolder}`,
    `--keychain-service=Latchkey Dev Test ${randomUUID()}`,
    '--bridge-port=0',
  ]
  const child = spawn(executable, [...switches, inProject(), ...ours, ...args], {
    stdio: 'ignore',
  })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  return child.exitCode
}
