/** The built app in a real Electron, with a folder and a keychain service of its own. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { findElectron } from '../../scripts/electron-runtime'
import type { AppState } from '../../src/shared/app-state'

export interface LaunchOptions {
  /** Left out: a new temporary one, removed at the end. */
  readonly dataFolder?: string
  readonly keychainService?: string
  /** Left out: a free one. */
  readonly bridgePort?: number
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
}

export interface RunningApp {
  readonly app: ElectronApplication
  readonly window: Page
  readonly dataFolder: string
  readonly keychainService: string
  /** Waits for the bridge to listen. */
  bridgePort(): Promise<number>
  state(): Promise<AppState>
  /** As the user quits it. */
  quit(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
}

export async function launchApp({
  dataFolder = temporaryFolder(),
  keychainService = `Latchkey Dev Test ${randomUUID()}`,
  bridgePort = 0,
  args = [],
  env = {},
}: LaunchOptions = {}): Promise<RunningApp> {
  const { executable, switches } = await findElectron()
  const app = await _electron.launch({
    executablePath: executable,
    args: [
      ...switches,
      '.',
      `--data=${dataFolder}`,
      `--keychain-service=${keychainService}`,
      `--bridge-port=${bridgePort}`,
      ...args,
    ],
    env: { ...(process.env as Record<string, string>), ...env },
  })
  const page = await app.firstWindow()
  await page.waitForLoadState('domcontentloaded')
  const state = async () => {
    const reply = await page.evaluate(() => window.main.getAppState())
    if (!reply.ok) throw new Error(reply.error.message)
    return reply.value
  }
  const exited = new Promise<void>((resolve) => app.process().once('exit', () => resolve()))
  return {
    app,
    window: page,
    dataFolder,
    keychainService,
    state,
    bridgePort: async () => {
      await page.waitForFunction(async () => {
        const reply = await window.main.getAppState()
        return reply.ok && reply.value.bridge.port !== null
      })
      return (await state()).bridge.port!
    },
    quit: async () => {
      await app.evaluate(({ app: electron }) => electron.quit()).catch(() => {})
      await exited
    },
    kill: async () => {
      app.process().kill('SIGKILL')
      await exited
    },
  }
}

const folders: string[] = []

export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-test-'))
  folders.push(folder)
  return folder
}

/** For `afterAll`: folders are removed when every app of the file has ended. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
