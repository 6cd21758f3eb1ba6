/**
 * Starts the window and the keychain helper before the rest of the app. Both start in their own processes, which takes as long
 * as reading the app's code.
 */
import { app, dialog, ipcMain, nativeTheme, protocol } from 'electron'
import { join } from 'node:path'
import { serveAppScheme } from '../desktop/app-scheme'
import { builtFile } from '../desktop/built-file'
import { LateHandlers } from '../desktop/late-handlers'
import { Settings } from '../desktop/settings'
import { AppWindow } from '../desktop/window'
import { openLog, type Log } from '../platform/log'
import { systemClock } from '../platform/system-clock'
import type { HelperKeychain } from '../vault/helper-keychain'
import type { CommandLine } from './command-line'
import { systemKeychain } from './system-keychain'
import { endOnUncaughtException } from './uncaught-failures'

/** The build inserts the names of the window's calls here, as in the preload script. */
declare const MAIN_CALL_NAMES: readonly string[]

export interface EarlyWindow {
  readonly dataFolder: string
  readonly log: Log
  readonly logFile: string
  readonly settings: Settings
  readonly window: AppWindow
  /** Receives the handlers of the window's calls. */
  readonly handlers: LateHandlers
  /** undefined for a vault in memory. */
  readonly keychain: HelperKeychain | undefined
}

/** Call it once the app is ready. */
export function openEarlyWindow(commandLine: CommandLine): EarlyWindow {
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
  const window = new AppWindow(log, settings)
  return {
    dataFolder,
    log,
    logFile,
    settings,
    handlers,
    window,
    keychain: openKeychain(commandLine),
  }
}

function openKeychain({ memoryVault, keychainService }: CommandLine): HelperKeychain | undefined {
  if (memoryVault) return undefined
  const keychain = systemKeychain(keychainService, systemClock())
  keychain.prepare()
  return keychain
}
