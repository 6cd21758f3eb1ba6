/** Latchkey on the desktop: its window, its tray, the notifications of changes, and the end of the app. */
import { app, dialog, Notification, powerMonitor, type IpcMainInvokeEvent } from 'electron'
import type { AppState, BridgeState, KeyNotice, VaultState } from '../../shared/app-state'
import type { AuditState } from '../../shared/audit'
import type { Question } from '../../shared/question'
import type { MainEvents } from '../../shared/main-events'
import type { Log } from '../platform/log'
import { systemClock } from '../platform/system-clock'
import { askerOf } from '../../shared/asker'
import { builtFile } from './built-file'
import { callPerson, type DesktopNotification } from './call-person'
import { closeBeforeQuit } from './close-before-quit'
import { KeyWatch, type CheckedKey } from './key-watch'
import { AppMenu } from './menu'
import { notifyWindow, type WindowSources } from './notify/window'
import type { MenuActions } from './menu-template'
import { QuitGuard, type QuitDecision } from './quit-guard'
import { sendEvent } from './send-event'
import { AppTray } from './tray'
import type { AppWindow } from './window'

export interface DesktopParts {
  readonly window: AppWindow
  readonly sources: DesktopSources
  /** The current state of the app for the window. */
  readonly state: () => AppState
  readonly settings: {
    readonly values: { readonly toldAboutTray: boolean }
    change(changed: { toldAboutTray: true }): void
  }
  /** The actions of the help menu. */
  readonly help: Pick<MenuActions, 'copyDiagnostics' | 'showLog'>
  readonly switchBridge: (on: boolean) => Promise<unknown>
  readonly log: Log
}

/** The running Latchkey, as the desktop needs it. */
export interface DesktopSources extends WindowSources {
  readonly vault: WindowSources['vault'] & {
    readonly state: VaultState
    readonly ways: CheckedKey & { checkBriefly(): Promise<KeyNotice | null> }
    retry(): Promise<void>
  }
  readonly bridge: WindowSources['bridge'] & { readonly state: BridgeState }
  readonly questions: WindowSources['questions'] & { list(): readonly Question[] }
  readonly answersByItself: { readonly count: number }
  /** Locks the vault for the user. */
  lock(): Promise<void>
  /** Resolves once the pages are disconnected and everything is written. */
  close(): Promise<void>
}

function questionNotification(asker: string): DesktopNotification {
  return {
    isSupported: () => Notification.isSupported(),
    show: (clicked) => {
      const notification = new Notification({
        title: `${asker} asks Latchkey`,
        body: 'Open the window to answer.',
      })
      notification.on('click', clicked)
      notification.show()
    },
  }
}

export class Desktop {
  readonly #parts: DesktopParts
  readonly #window: AppWindow
  readonly #menu: AppMenu
  #tray: AppTray | undefined
  #quitting = false
  #explainingTray = false

  constructor(parts: DesktopParts) {
    this.#parts = parts
    this.#window = parts.window
    this.#window.askBeforeClosing(() => this.#mayClose())
    this.#notifyWindow()
    this.#quitInOrder()
    app.on('second-instance', () => this.#window.comeForward())
    app.on('activate', () => this.#window.comeForward())
    const keyWatch = new KeyWatch(parts.sources.vault.ways, systemClock())
    app.on('browser-window-focus', () => {
      void this.#retryKeychain()
      void keyWatch.check()
    })
    powerMonitor.on('resume', () => void keyWatch.check())
    this.#menu = new AppMenu({
      show: (view) => this.#show(view),
      ask: (action) => this.#ask(action),
      lock: () => this.#lock(),
      quit: () => app.quit(),
      ...parts.help,
    })
    parts.sources.vault.onStateChange(() => this.#showLockable())
  }

  async open(): Promise<void> {
    await this.#window.shown()
    this.#tray = await AppTray.create(builtFile('icons', 'tray.png'), {
      open: () => this.#window.comeForward(),
      lock: () => this.#lock(),
      switchBridge: (on) => this.#switchBridge(on),
      quit: () => app.quit(),
    })
    this.#showLockable()
    this.#parts.log.info(
      this.#tray
        ? 'this desktop has a tray: closing the window leaves Latchkey there'
        : 'this desktop has no tray: closing the window quits',
    )
  }

  isOurWindow(event: IpcMainInvokeEvent): boolean {
    return this.#window.isCaller(event)
  }

  saveFile(...file: Parameters<AppWindow['saveFile']>): Promise<string | null> {
    return this.#window.saveFile(...file)
  }

  chooseProgram(): Promise<string | null> {
    return this.#window.chooseProgram()
  }

  mayRun(path: string): Promise<boolean> {
    return this.#window.mayRun(path)
  }

  auditChanged(state: AuditState): void {
    this.#send('auditChanged', state)
  }

  openFile(...most: Parameters<AppWindow['openFile']>): ReturnType<AppWindow['openFile']> {
    return this.#window.openFile(...most)
  }

  undoTyping(): void {
    this.#window.undoTyping()
  }

  nameUndo(undo: string | null): void {
    this.#menu.update({ undo })
  }

  appStateChanged(): void {
    this.#send('appStateChanged', this.#parts.state())
  }

  pagesChanged(): void {
    this.#send('pagesChanged', undefined)
    this.#updateTray()
  }

  profilesChanged(): void {
    this.#send('profilesChanged', undefined)
  }

  #notifyWindow(): void {
    const { sources } = this.#parts
    const notices = {
      send: this.#send.bind(this),
      appStateChanged: () => this.appStateChanged(),
      asked: () =>
        callPerson(this.#window, questionNotification(askerOf(sources.questions.list().at(-1)))),
    }
    notifyWindow(sources, notices, systemClock())
    sources.bridge.onChange(() => this.#updateTray())
    sources.questions.onChange(() => this.#updateTray())
  }

  #send<E extends keyof MainEvents>(event: E, data: MainEvents[E]): void {
    this.#window.withPage((page) => sendEvent(page, event, data, this.#parts.log))
  }

  #updateTray(): void {
    const { vault, bridge, questions, answersByItself } = this.#parts.sources
    const [oldest] = questions.list()
    this.#tray?.show({
      isOpen: vault.state.state === 'open',
      isBridgeOn: bridge.state.enabled,
      isListening: bridge.state.port !== null,
      asker: oldest === undefined ? null : askerOf(oldest),
      autoApproved: answersByItself.count,
    })
  }

  #switchBridge(on: boolean): void {
    this.#parts.switchBridge(on).catch((error: unknown) => {
      this.#parts.log.error('the bridge could not be switched', error)
      this.#window.comeForward()
    })
  }

  #lock(): void {
    const { sources, log } = this.#parts
    sources.lock().catch((error: unknown) => {
      log.error('the vault could not be locked', error)
      this.#window.comeForward()
    })
  }

  #showLockable(): void {
    const lockable = this.#parts.sources.vault.state.state === 'open'
    this.#menu.update({ isOpen: lockable, ...(!lockable && { undo: null }) })
    this.#updateTray()
  }

  #show(view: MainEvents['viewAsked']): void {
    this.#window.comeForward()
    this.#send('viewAsked', view)
  }

  #ask(action: MainEvents['actionAsked']): void {
    this.#window.comeForward()
    this.#send('actionAsked', action)
  }

  /** With a tray, closing hides the window. Without a tray a hidden window could not come back. */
  #mayClose(): boolean {
    if (this.#quitting) return true
    if (!this.#tray) app.quit()
    else if (this.#parts.settings.values.toldAboutTray) this.#window.hide()
    else void this.#explainTray()
    return false
  }

  /** Shown once, because people who close a window may think that pages can no longer ask. */
  async #explainTray(): Promise<void> {
    if (this.#explainingTray) return
    this.#explainingTray = true
    const { response } = await dialog.showMessageBox({
      type: 'info',
      message: 'Latchkey stays in the tray',
      detail:
        'Pages can still ask. Use the icon in the tray to open this window again or to quit Latchkey.',
      buttons: ['Keep it running', 'Quit'],
      defaultId: 0,
      cancelId: 0,
    })
    this.#explainingTray = false
    this.#keep({ toldAboutTray: true })
    if (response === 1) app.quit()
    else this.#window.hide()
  }

  #keep(changed: Parameters<DesktopParts['settings']['change']>[0]): void {
    const { settings, log } = this.#parts
    try {
      settings.change(changed)
    } catch (error) {
      log.error('the settings could not be written', error)
    }
  }

  /** The user may have unlocked or started the keychain before returning to the window. */
  async #retryKeychain(): Promise<void> {
    const { vault } = this.#parts.sources
    if (vault.state.state === 'locked' && vault.state.reason.startsWith('keychain'))
      await vault.retry()
  }

  async #askAboutLostKey(lost: KeyNotice): Promise<QuitDecision> {
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      message: 'The key of your vault would be lost',
      detail: lost.text,
      buttons: ['Keep Latchkey running', 'Try again', 'Quit anyway'],
      defaultId: 0,
      cancelId: 0,
    })
    const decision = (['stay', 'try-again', 'quit'] as const)[response] ?? 'stay'
    if (decision === 'stay') this.#window.comeForward()
    return decision
  }

  #quitInOrder(): void {
    const { sources, log } = this.#parts
    const guard = new QuitGuard({
      check: () => sources.vault.ways.checkBriefly(),
      ask: (lost) => this.#askAboutLostKey(lost),
      quit: () => app.quit(),
    })
    app.on('before-quit', (event) => {
      this.#quitting = guard.mayQuit()
      if (!this.#quitting) event.preventDefault()
    })
    app.on('window-all-closed', () => app.quit())
    const close = async () => {
      await sources.close()
      log.info('Latchkey ends')
    }
    closeBeforeQuit(app, close, (why) => log.error('closing failed', why))
  }
}
