/** The built app in a real Electron, with a folder and a keychain service of its own. */
import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { findElectron } from '../../scripts/electron-runtime'
import type { AppState } from '../../src/shared/app-state'

export interface LaunchOptions {
  /** By default a new temporary folder, removed at the end. */
  readonly dataFolder?: string
  readonly keychainService?: string
  /** By default a free port. */
  readonly bridgePort?: number
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** The archive of the app (app-archive.ts). By default the folders of the build. */
  readonly archive?: string
}

export interface RunningApp {
  readonly app: ElectronApplication
  readonly window: Page
  readonly dataFolder: string
  readonly keychainService: string
  /** Waits for the bridge to listen. */
  bridgePort(): Promise<number>
  state(): Promise<AppState>
  /** Quits the app as the user does. */
  quit(): Promise<void>
  /** SIGKILL. */
  kill(): Promise<void>
}

/** The limit for each step of a start, in milliseconds. Usually, all steps together take one second. */
const STEP_MS = 20_000
const STARTS_AT_MOST = 3

/**
 * On a busy machine the driver sometimes never reports that the app, or its window, has started. This function then
 * starts the app again. An app that makes no window still fails.
 */
async function startWithWindow(options: Parameters<typeof _electron.launch>[0]) {
  for (let start = 1; ; start++) {
    let app: ElectronApplication | undefined
    try {
      app = await _electron.launch({ ...options, timeout: STEP_MS })
      const page = await app.firstWindow({ timeout: STEP_MS })
      await page.waitForLoadState('domcontentloaded', { timeout: STEP_MS })
      // Unlike an evaluation, this also ends when no answer arrives.
      await page.waitForFunction(() => true, undefined, { timeout: STEP_MS })
      await page.waitForFunction(vaultWasTried, undefined, { timeout: STEP_MS })
      return { app, page }
    } catch (error) {
      if (app) await end(app.process())
      if (start === STARTS_AT_MOST) throw error
    }
  }
}

/** Runs in the window, because the vault opens after the window. */
async function vaultWasTried(): Promise<boolean> {
  const reply = await window.main.getAppState()
  return reply.ok && reply.value.vault.state !== 'opening'
}

async function end(process: ChildProcess): Promise<void> {
  process.kill('SIGKILL')
  if (process.exitCode === null && process.signalCode === null) await once(process, 'exit')
}

export async function launchApp({
  dataFolder = temporaryFolder(),
  keychainService = `Latchkey Dev Test ${randomUUID()}`,
  bridgePort = 0,
  args = [],
  env = {},
  archive = '.',
}: LaunchOptions = {}): Promise<RunningApp> {
  const { executable, switches } = await findElectron()
  const { app, page } = await startWithWindow({
    executablePath: executable,
    args: [
      ...switches,
      '--disable-gpu',
      archive,
      `--data=${dataFolder}`,
      `--keychain-service=${keychainService}`,
      `--bridge-port=${bridgePort}`,
      ...args,
    ],
    env: { ...(process.env as Record<string, string>), ...env },
  })
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

/** For `afterAll`: removes folders once every app of the file has ended. */
export function removeTemporaryFolders(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}
