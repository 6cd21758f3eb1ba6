/** The app around Latchkey: its folder, its log, its window, and how they stop. */
import { app, clipboard, ipcMain, nativeTheme, protocol } from 'electron'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Diagnostics } from '../../shared/app-state'
import { serveAppScheme } from '../desktop/app-scheme'
import { procPeerOwner } from '../bridge/peer-owner'
import { systemClock } from '../platform/system-clock'
import type { CommandLine } from './command-line'
import { Desktop } from '../desktop/desktop'
import { logUncaughtFailures } from './uncaught-failures'
import { mainApi } from '../ipc/main-api'
import { serveMainApi } from '../desktop/serve-main-api'
import { Latchkey } from './latchkey'
import { openLog, type Log } from '../platform/log'
import { builtFile } from '../desktop/built-file'
import { relatedOriginsOnTheWeb } from '../network/related-origins'
import { systemNetwork } from '../network/system-network'
import { serveCommands } from './serve-commands'
import { Settings } from '../desktop/settings'
import { diskFiles } from '../vault/files'
import { fileVault } from '../vault/file-vault'
import { keytarKeychain } from '../vault/keytar-keychain'
import { memoryVault } from '../vault/memory-vault'
import { systemProcesses } from '../vault/processes'
import { showInFolder } from '../desktop/window'
import { newUuid, systemRandom } from '../platform/random'

export async function startApp(commandLine: CommandLine): Promise<void> {
  const dataFolder = app.getPath('userData')
  const { log, file: logFile } = openLog(join(dataFolder, 'logs'))
  logUncaughtFailures(log)
  log.info(`Latchkey ${app.getVersion()} starts, Electron ${process.versions.electron}`)
  const settings = new Settings(dataFolder)
  const latchkey = makeLatchkey(commandLine, dataFolder, settings, log)
  const { vault, bridge } = latchkey
  nativeTheme.themeSource = settings.values.appearance
  serveAppScheme(protocol, builtFile('renderer'))

  const desktop = new Desktop({ latchkey, settings, log, version: app.getVersion() })
  const listen = () => bridge.start({ port: commandLine.bridgePort ?? settings.values.bridgePort })
  serveMainApi(
    ipcMain,
    mainApi({
      vault,
      bridge,
      questions: latchkey.questions,
      activity: latchkey.activity,
      answersByItself: latchkey.answersByItself,
      switchBridge: async (enabled) => {
        settings.change({ bridgeEnabled: enabled })
        await (enabled ? listen() : bridge.stop())
      },
      signals: latchkey.signals,
      pagePolicies: latchkey.pagePolicies,
      signalPolicy: {
        get: () => settings.values.signalPolicy,
        set: (policy) => {
          settings.change({ signalPolicy: policy })
          log.info(`signals of every page without a policy of its own: ${policy}`)
          desktop.appStateChanged()
          // Which pages have a quota may be another matter now.
          desktop.pagesChanged()
        },
      },
      commandsMayUseYes: {
        get: () => settings.values.commandsMayUseYes,
        set: (allowed) => {
          settings.change({ commandsMayUseYes: allowed })
          log.info(`commands may use --yes: ${allowed}`)
          desktop.appStateChanged()
        },
      },
      appearance: {
        get: () => settings.values.appearance,
        set: (appearance) => {
          settings.change({ appearance })
          nativeTheme.themeSource = appearance
          desktop.appStateChanged()
        },
      },
      diagnostics: () => diagnostics(dataFolder, commandLine.keychainService, logFile),
      copyText: (text) => void clipboard.writeText(text),
      showFile: showInFolder,
      attestationFiles: latchkey.attestationFiles,
      saveFile: (name, text) => desktop.saveFile(name, text),
      pagesChanged: () => desktop.pagesChanged(),
      now: () => Date.now(),
    }),
    {
      isOurWindow: (event) => desktop.isOurWindow(event),
      refused: (reason) => log.warn(reason),
    },
  )
  const [{ port }] = await Promise.all([
    settings.values.bridgeEnabled ? listen() : bridge.state,
    desktop.open(),
    vault.open(),
    serveCommands({ latchkey, settings, dataFolder, log }),
  ])
  console.log(`bridge: ${port ?? 'off'}`)
}

function makeLatchkey(
  { keychainService, memoryVault: inMemory }: CommandLine,
  dataFolder: string,
  settings: Settings,
  log: Log,
): Latchkey {
  const clock = systemClock()
  return new Latchkey({
    vault: inMemory
      ? memoryVault(clock, systemRandom)
      : fileVault({
          folder: dataFolder,
          files: diskFiles,
          keychain: keytarKeychain(keychainService),
          processes: systemProcesses,
          clock,
          random: systemRandom,
        }),
    pageScript: readFileSync(builtFile('page', 'latchkey.js'), 'utf8'),
    version: app.getVersion(),
    uid: process.getuid?.(),
    clock,
    random: systemRandom,
    newId: newUuid,
    peers: procPeerOwner(),
    relatedOrigins: relatedOriginsOnTheWeb(systemNetwork),
    signalPolicy: () => settings.values.signalPolicy,
    log,
  })
}

function diagnostics(dataFolder: string, keychainService: string, logFile: string): Diagnostics {
  const { electron, chrome } = process.versions
  return {
    version: app.getVersion(),
    electron,
    chromium: chrome,
    platform: `${process.platform} ${process.arch}`,
    dataFolder,
    keychainService,
    logFile,
  }
}
