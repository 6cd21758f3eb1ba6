/** The window: locked down, and reloaded when its renderer dies. */
import {
  BrowserWindow,
  dialog,
  nativeTheme,
  screen,
  session,
  shell,
  type FileFilter,
  type IpcMainInvokeEvent,
  type Rectangle,
  type Session,
  type WebContents,
} from 'electron'
import { basename } from 'node:path'
import { APP_PAGE } from './app-scheme'
import { builtFile } from './built-file'
import { bringForward } from './call-person'
import type { Log } from '../platform/log'
import { systemClock } from '../platform/system-clock'
import { isFromOwnPage } from './own-page'
import { readSmallFile } from './read-small-file'
import { saveUserFile } from './save-user-file'
import { showWhenPainted } from './show-when-painted'
import { offerTextMenu } from './text-menu'
import { windowBackground } from './window-background'
import { placeWindow, SMALLEST_WINDOW, type WindowPlace } from './window-place'

export interface WindowSettings {
  readonly values: { readonly windowPlace: WindowPlace | null }
  change(changed: { windowPlace: WindowPlace }): void
}

/** If the renderer crashes twice within this time, the window is not reloaded. */
const CRASH_LOOP_MS = 2_000

export class AppWindow {
  readonly #window: BrowserWindow
  readonly #log: Log
  readonly #loaded: Promise<void>
  #lastCrashAt = -Infinity
  #closing = false
  #mayClose = () => false

  /** Starts loading the page. The window is shown once the page is painted, so that the window does not flash white. */
  constructor(log: Log, settings: WindowSettings) {
    this.#log = log
    denyAll(session.defaultSession)
    const kept = settings.values.windowPlace
    this.#window = new BrowserWindow({
      ...placeWindow(kept, workAreas()),
      minWidth: SMALLEST_WINDOW.width,
      minHeight: SMALLEST_WINDOW.height,
      show: false,
      title: 'Latchkey',
      backgroundColor: windowBackground(nativeTheme.shouldUseDarkColors),
      autoHideMenuBar: true,
      webPreferences: {
        preload: builtFile('preload', 'index.cjs'),
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        webSecurity: true,
        webviewTag: false,
        spellcheck: false,
        disableDialogs: true,
      },
    })
    if (kept?.maximized === true) this.#window.once('show', () => this.#window.maximize())
    nativeTheme.on('updated', () => this.#showTheme())
    this.#keepInside()
    this.#reloadAfterCrash()
    offerTextMenu(this.#window)
    this.#window.on('close', (event) => {
      this.#keepPlace(settings)
      if (this.#mayClose()) this.#closing = true
      else event.preventDefault()
    })
    const load = () => this.#window.loadURL(APP_PAGE)
    this.#loaded = showWhenPainted(this.#window, load, systemClock())
    // The caller who waits for it gets the error.
    this.#loaded.catch(() => undefined)
  }

  /**
   * Resolves once the window is shown.
   *
   * @throws when the page cannot be loaded, unless the window was closed while loading.
   */
  async shown(): Promise<void> {
    try {
      await this.#loaded
    } catch (error) {
      if (!this.#closing) throw error
    }
  }

  /** @param mayClose called before the window closes. Without it, the window stays. */
  askBeforeClosing(mayClose: () => boolean): void {
    this.#mayClose = mayClose
  }

  /** Whether a call comes from the page that we loaded into our own window. */
  isCaller(event: IpcMainInvokeEvent): boolean {
    return !this.#window.isDestroyed() && isFromOwnPage(event, this.#window.webContents)
  }

  /** Passes the page to `act`, unless the window is gone. */
  withPage(act: (page: WebContents) => void): void {
    if (!this.#window.isDestroyed()) act(this.#window.webContents)
  }

  /** Undoes the last typing in the focused field. */
  undoTyping(): void {
    this.withPage((page) => page.undo())
  }

  /** Brings the window to the front. */
  comeForward(): void {
    if (this.#window.isDestroyed()) return
    // After two crashes in a row the window was not reloaded. Now the user wants to see it.
    if (this.#window.webContents.isCrashed()) this.#window.webContents.reload()
    bringForward(this.#window)
  }

  isInFront(): boolean {
    return !this.#window.isDestroyed() && this.#window.isVisible() && this.#window.isFocused()
  }

  /**
   * Asks the user where to save a file, and writes it there.
   *
   * @param whose `secret`: only the user may read the file, even if a file was there before.
   * @returns the path; null when the user cancelled.
   * @throws {Error} one sentence or two: which file, why, and what to do.
   */
  async saveFile(
    suggestedName: string,
    text: string | Iterable<string>,
    whose?: 'secret',
  ): Promise<string | null> {
    const { canceled, filePath } = await dialog.showSaveDialog(this.#window, {
      defaultPath: suggestedName,
    })
    if (canceled) return null
    await saveUserFile(filePath, text, whose)
    return filePath
  }

  /**
   * Asks the user for a program to run.
   *
   * @returns the path; null when the user cancelled.
   */
  async chooseProgram(): Promise<string | null> {
    return this.#choosePath([
      { name: 'JavaScript and TypeScript', extensions: ['js', 'mjs', 'cjs', 'ts', 'mts'] },
      { name: 'All files', extensions: ['*'] },
    ])
  }

  /** Asks the user whether Latchkey may run a program. The system shows the question, so the page cannot answer it. */
  async mayRun(path: string): Promise<boolean> {
    const { response } = await dialog.showMessageBox(this.#window, {
      type: 'warning',
      message: `Run ${basename(path)}?`,
      detail:
        `${path}\n\nIt runs as a program of yours: it can read and change your files, and use the network. Run it only if ` +
        'you trust who wrote it.\n\nLatchkey does not ask again for this file, even after the file has changed.',
      buttons: ['Cancel', 'Run the file'],
      defaultId: 0,
      cancelId: 0,
    })
    return response === 1
  }

  /**
   * Asks the user for a JSON file, and reads it.
   *
   * @param mostBytes the maximum length of the file.
   * @returns null when the user cancelled.
   * @throws when the file cannot be read, or is longer.
   */
  async openFile(
    mostBytes?: number,
  ): Promise<{ readonly name: string; readonly text: string } | null> {
    const path = await this.#choosePath([{ name: 'JSON', extensions: ['json'] }])
    if (path === null) return null
    try {
      return { name: basename(path), text: readSmallFile(path, mostBytes) }
    } catch (cause) {
      throw new Error(`${path} could not be read: ${(cause as Error).message}.`, { cause })
    }
  }

  hide(): void {
    this.#window.hide()
  }

  async #choosePath(filters: FileFilter[]): Promise<string | null> {
    const { canceled, filePaths } = await dialog.showOpenDialog(this.#window, {
      properties: ['openFile'],
      filters,
    })
    return canceled ? null : (filePaths[0] ?? null)
  }

  #keepPlace(settings: WindowSettings): void {
    const maximized = this.#window.isMaximized()
    try {
      settings.change({ windowPlace: { ...this.#window.getNormalBounds(), maximized } })
    } catch (error) {
      this.#log.error('the settings could not be written', error)
    }
  }

  /** The colour while the page is reloaded or the window grows. */
  #showTheme(): void {
    if (this.#window.isDestroyed()) return
    this.#window.setBackgroundColor(windowBackground(nativeTheme.shouldUseDarkColors))
  }

  #keepInside(): void {
    const { webContents } = this.#window
    webContents.setWindowOpenHandler(() => ({ action: 'deny' }))
    webContents.on('will-attach-webview', (event) => event.preventDefault())
    webContents.on('will-prevent-unload', (event) => event.preventDefault())
    // WebRTC is not subject to the page's Content Security Policy.
    webContents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp')
    const stay = (event: { preventDefault(): void; readonly url: string }) => {
      if (event.url === APP_PAGE) return
      event.preventDefault()
      this.#log.warn('the window tried to leave its page; refused')
    }
    webContents.on('will-navigate', stay)
    webContents.on('will-frame-navigate', stay)
    webContents.on('will-redirect', stay)
    // `will-navigate` is not emitted for about:blank, and there may be other ways to navigate that we do not know.
    webContents.on('did-navigate', (_event, url) => {
      if (url === APP_PAGE) return
      this.#log.warn('the window left its page; the page is loaded again')
      void webContents.loadURL(APP_PAGE)
    })
  }

  /** Reloads the page after its renderer crashed or hung. No data is lost, because all state is in the main process. */
  #reloadAfterCrash(): void {
    const { webContents } = this.#window
    webContents.on('render-process-gone', (_event, { reason }) => {
      this.#log.error(`the window's process ended: ${reason}`)
      if (reason === 'clean-exit' || this.#window.isDestroyed()) return
      const looping = performance.now() - this.#lastCrashAt < CRASH_LOOP_MS
      this.#lastCrashAt = performance.now()
      if (!looping) webContents.reload()
    })
    this.#window.on('unresponsive', () => {
      this.#log.error('the window does not respond; its page is loaded again')
      webContents.forcefullyCrashRenderer()
    })
  }
}

/** The primary display first. */
function workAreas(): Rectangle[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}

/** Opens the folder of a file, with the file selected. */
export function showInFolder(file: string): void {
  shell.showItemInFolder(file)
}

/** Opens a file or a folder with the system's program for it. */
export async function openPath(path: string): Promise<void> {
  const failure = await shell.openPath(path)
  if (failure !== '') throw new Error(`${path} could not be opened: ${failure}`)
}

function denyAll(session: Session): void {
  session.on('will-download', (event) => event.preventDefault())
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false))
  session.setPermissionCheckHandler(() => false)
  session.setDevicePermissionHandler(() => false)
}
