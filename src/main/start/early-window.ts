/**
 * The window, before the rest of the app: its page starts in a process of its own, which takes as long as reading the app's code.
 */
import { app, dialog, ipcMain, nativeTheme, protocol } from 'electron'
import { join } from 'node:path'
import { serveAppScheme } from '../desktop/app-scheme'
import { builtFile } from '../desktop/built-file'
import { LateHandlers } from '../desktop/late-handlers'
import { Settings } from '../desktop/settings'
import { AppWindow } from '../desktop/window'
import { openLog, type Log } from '../platform/log'
import { endOnUncaughtException } from './uncaught-failures'

/** The build writes the names of the window's calls here, as for the preload script. */
declare const MAIN_CALL_NAMES: readonly string[]

export interface EarlyWindow {
  readonly dataFolder: string
  readonly log: Log
  readonly logFile: string
  readonly settings: Settings
  readonly window: AppWindow
  /** Takes what answers the window's calls. */
  readonly handlers: LateHandlers
}

/** Only for an app that is ready. */
export function openEarlyWindow(): EarlyWindow {
  const dataFolder = app.getPath('userData')
  const { log, file: logFile } = openLog(join(dataFolder, 'logs'))
  endOnUncaughtException(log, {
    tell: (why) => dialog.showErrorBox('Latchkey must end', why),
    exit: (code) => app.exit(code),
  })
  log.info(`Latchkey ${app.getVersion()} starts, Electron ${process.versions.electron}`)
  const settings = new Settings(dataFolder)
  nativeTheme.themeSource = settings.values.appearance
  serveAppScheme(protocol, builtFile('renderer'))
  const handlers = new LateHandlers(ipcMain, MAIN_CALL_NAMES)
  return { dataFolder, log, logFile, settings, handlers, window: new AppWindow(log, settings) }
}
