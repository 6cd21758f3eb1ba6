/** Starts and ends the built app, as a user would. */
import { _electron, type ElectronApplication } from 'playwright-core'
import type { ElectronRuntime } from '../../scripts/electron-runtime'
import { projectFolder } from '../../scripts/project-paths'
import { AppWindow } from './app-window'

/** Never the installed app's. */
const KEYCHAIN_SERVICE = 'Latchkey Dev'

/** Milliseconds for the app to close its vault and end. */
const QUIT_MS = 10_000

/** The app of `out/`, which `npm run build` makes; one after another on the same data. */
export class App {
  readonly #electron: ElectronRuntime
  readonly #dataFolder: string
  #running: { readonly app: ElectronApplication; readonly window: AppWindow } | undefined

  /** @param dataFolder where the app keeps everything. */
  constructor(electron: ElectronRuntime, dataFolder: string) {
    this.#electron = electron
    this.#dataFolder = dataFolder
  }

  /** @throws when it does not run. */
  get window(): AppWindow {
    if (!this.#running) throw new Error('the app does not run')
    return this.#running.window
  }

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  /** Waits until its vault is open and its bridge listens; returns the bridge's port. */
  async start(): Promise<number> {
    const { executable, switches } = this.#electron
    const app = await _electron.launch({
      executablePath: executable,
      // Playwright would switch the sandbox off everywhere.
      chromiumSandbox: switches.length === 0,
      args: [
        ...switches,
        projectFolder,
        `--data=${this.#dataFolder}`,
        `--keychain-service=${KEYCHAIN_SERVICE}`,
      ],
    })
    try {
      this.#running = { app, window: new AppWindow(await app.firstWindow()) }
    } catch (error) {
      await end(app)
      throw error
    }
    return this.window.ready()
  }

  /** Quits it, as from its menu, and waits until its process has ended. */
  async quit(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    if (running && !(await end(running.app)))
      throw new Error(`the app does not quit within ${QUIT_MS / 1000} s`)
  }
}

/** False when it had to be killed. */
async function end(app: ElectronApplication): Promise<boolean> {
  const electron = app.process()
  const patience = setTimeout(() => electron.kill('SIGKILL'), QUIT_MS)
  await app.close()
  clearTimeout(patience)
  return !electron.killed
}
