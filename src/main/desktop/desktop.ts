/** Latchkey on the desktop: its window and its tray, told of every change, and how the app ends. */
import { app, dialog, Notification, type IpcMainInvokeEvent } from 'electron'
import type { MainEvents } from '../../shared/main-api'
import { builtFile } from './built-file'
import { appState } from '../ipc/app-state'
import type { Latchkey } from '../start/latchkey'
import type { Log } from '../platform/log'
import { setMenu } from './menu'
import type { Settings } from './settings'
import { tellOfPages } from './news/pages'
import { tellOfPasskeys } from './news/passkeys'
import { tellOfQuestions } from './news/questions'
import { systemClock } from '../platform/system-clock'
import { AppTray } from './tray'
import { AppWindow } from './window'

export interface DesktopParts {
  readonly latchkey: Latchkey
  readonly settings: Settings
  readonly log: Log
  readonly version: string
}

export class Desktop {
  readonly #parts: DesktopParts
  readonly #window: AppWindow
  #tray: AppTray | undefined
  #quitting = false
  #telling = false

  constructor(parts: DesktopParts) {
    this.#parts = parts
    this.#window = new AppWindow({ log: parts.log, mayClose: () => this.#mayClose() })
    this.#announceChanges()
    this.#endWell()
    app.on('second-instance', () => this.#window.comeForward())
    app.on('activate', () => this.#window.comeForward())
    app.on('browser-window-focus', () => void this.#tryKeychainAgain())
    setMenu({ show: (view) => this.#show(view), quit: () => app.quit() })
  }

  async open(): Promise<void> {
    await this.#window.load()
    this.#tray = await AppTray.create(builtFile('icons', 'tray.png'), {
      open: () => this.#window.comeForward(),
      quit: () => app.quit(),
    })
    this.#tray?.setListening(this.#parts.latchkey.bridge.state.port !== null)
    this.#parts.log.info(
      this.#tray
        ? 'this desktop has a tray: closing the window leaves Latchkey there'
        : 'this desktop has no tray: closing the window quits',
    )
  }

  isOurWindow(event: IpcMainInvokeEvent): boolean {
    return this.#window.isCaller(event)
  }

  saveFile(suggestedName: string, text: string | Iterable<string>): Promise<string | null> {
    return this.#window.saveFile(suggestedName, text)
  }

  appStateChanged(): void {
    const { latchkey, settings, version } = this.#parts
    const { vault, bridge } = latchkey
    const appearance = { get: () => settings.values.appearance }
    const signalPolicy = { get: () => settings.values.signalPolicy }
    const commandsMayUseYes = { get: () => settings.values.commandsMayUseYes }
    const parts = { vault, bridge, appearance, signalPolicy, commandsMayUseYes }
    const state = appState(parts, version)
    this.#window.send('appStateChanged', state)
  }

  pagesChanged(): void {
    this.#window.send('pagesChanged', undefined)
  }

  #announceChanges(): void {
    const { latchkey } = this.#parts
    const { vault, bridge, activity, questions } = latchkey
    const clock = systemClock()
    vault.onStateChange(() => this.appStateChanged())
    tellOfPasskeys(
      vault,
      {
        changed: (change) => this.#window.send('passkeysChanged', change),
        trashChanged: () => this.#window.send('trashChanged', undefined),
      },
      clock,
    )
    tellOfPages(latchkey, () => this.pagesChanged(), clock)
    bridge.onChange(() => {
      this.appStateChanged()
      this.#tray?.setListening(bridge.state.port !== null)
    })
    activity.onAdded((entry) => this.#window.send('activityAdded', entry))
    tellOfQuestions(
      questions,
      {
        changed: () => this.#window.send('questionsChanged', undefined),
        asked: () => this.#callThePerson(),
      },
      clock,
    )
  }

  /** In front, or, where the desktop does not let it come there, by a notification. */
  #callThePerson(): void {
    this.#window.comeForward()
    if (this.#window.isInFront() || !Notification.isSupported()) return
    const notification = new Notification({
      title: 'A page asks Latchkey',
      body: 'Open the window to answer.',
    })
    notification.on('click', () => this.#window.comeForward())
    notification.show()
  }

  #show(view: MainEvents['viewAsked']): void {
    this.#window.comeForward()
    this.#window.send('viewAsked', view)
  }

  /** The window of an app with a tray is only put away; without one it would never come back. */
  #mayClose(): boolean {
    if (this.#quitting || !this.#tray) return true
    if (this.#parts.settings.values.toldAboutTray) this.#window.hide()
    else void this.#tellAboutTray()
    return false
  }

  /** The first time: whoever closes a window may think that pages can ask no more. */
  async #tellAboutTray(): Promise<void> {
    if (this.#telling) return
    this.#telling = true
    const { response } = await dialog.showMessageBox({
      type: 'info',
      message: 'Latchkey stays in the tray',
      detail: 'Pages can go on asking. Its icon in the tray opens this window again, or quits.',
      buttons: ['Keep it running', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    this.#telling = false
    this.#rememberTold()
    if (response === 1) app.quit()
    else this.#window.hide()
  }

  #rememberTold(): void {
    const { settings, log } = this.#parts
    try {
      settings.change({ toldAboutTray: true })
    } catch (error) {
      log.error('the settings could not be written', error)
    }
  }

  /** The person may have unlocked or started the keychain meanwhile. */
  async #tryKeychainAgain(): Promise<void> {
    const { vault } = this.#parts.latchkey
    if (vault.state.state === 'locked' && vault.state.reason.startsWith('keychain'))
      await vault.retry()
  }

  /** Pages are told, and what waits to be written is written, before the app ends. */
  #endWell(): void {
    const { latchkey, log } = this.#parts
    let ended = false
    app.on('before-quit', () => (this.#quitting = true))
    app.on('window-all-closed', () => app.quit())
    app.on('will-quit', (event) => {
      if (ended) return
      event.preventDefault()
      void latchkey
        .close()
        .catch((error: unknown) => log.error('closing failed', error))
        .finally(() => {
          ended = true
          log.info('Latchkey ends')
          // Not at once: Electron ignores it while it still tells of `will-quit`, and would never end.
          setImmediate(() => app.quit())
        })
    })
  }
}
