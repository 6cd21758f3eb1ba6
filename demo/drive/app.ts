/** Starts and ends the built app, as a user would. */
import { _electron, type ElectronApplication } from 'playwright-core'
import type { ElectronRuntime } from '../../scripts/electron-runtime'
import { projectFolder } from '../../scripts/project-paths'
import { AppWindow } from './app-window'

/** A name of its own, so that the demo never touches the installed app's entries. */
const KEYCHAIN_SERVICE = 'Latchkey Dev'

/** Milliseconds for the app to close its vault and end. */
const QUIT_MS = 10_000

/** The app that `npm run build` makes in `out/`. It can be restarted on the same data. */
export class App {
  readonly #electron: ElectronRuntime
  readonly #dataFolder: string
  #running: { readonly app: ElectronApplication; readonly window: AppWindow } | undefined

  /** @param dataFolder where the app keeps everything. */
  constructor(electron: ElectronRuntime, dataFolder: string) {
    this.#electron = electron
    this.#dataFolder = dataFolder
  }

  /** @throws when the app does not run. */
  get window(): AppWindow {
    if (!this.#running) throw new Error('the app does not run')
    return this.#running.window
  }

  get isRunning(): boolean {
    return this.#running !== undefined
  }

  /**
   * Starts the app, and waits until its vault is open and its bridge listens.
   *
   * @returns the bridge's port.
   */
  async start(): Promise<number> {
    const { executable, switches } = this.#electron
    const app = await _electron.launch({
      executablePath: executable,
      // By default, Playwright switches the sandbox off.
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

  /** Quits the app as its menu does, and waits until its process has ended. */
  async quit(): Promise<void> {
    const running = this.#running
    this.#running = undefined
    if (running && !(await end(running.app)))
      throw new Error(`the app does not quit within ${QUIT_MS / 1000} s`)
  }
}

/** @returns false when the app did not end in time and was killed. */
async function end(app: ElectronApplication): Promise<boolean> {
  const electron = app.process()
  const patience = setTimeout(() => electron.kill('SIGKILL'), QUIT_MS)
  await app.close()
  clearTimeout(patience)
  return !electron.killed
}
