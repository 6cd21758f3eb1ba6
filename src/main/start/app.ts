/** The app with its window: Electron's main process, step by step. */
import { app, clipboard, nativeTheme, powerMonitor } from 'electron'
import { readFileSync } from 'node:fs'
import { LONGEST_COMMAND_BYTES } from '../../shared/command-api'
import type { Audits } from '../audit/audits'
import { procPeerOwner } from '../bridge/peer-owner'
import { lockByItself } from '../desktop/auto-lock'
import { builtFile } from '../desktop/built-file'
import { Desktop } from '../desktop/desktop'
import { loginItemOf, type LoginItem } from '../desktop/login-item'
import { serveMainApi } from '../desktop/serve-main-api'
import { ProfileFolder } from '../desktop/profile-folder'
import { openPath, showInFolder } from '../desktop/window'
import { diagnosticsText } from '../ipc/app-calls'
import { WindowConfirmation } from '../consent/window-consent'
import { mainApi, type MainApiPorts } from '../ipc/main-api'
import type { ProfilePort } from '../ipc/profile-calls'
import type { SettingsPort } from '../ipc/settings-calls'
import { relatedOriginsOnTheWeb } from '../network/related-origins'
import { systemNetwork } from '../network/system-network'
import type { Clock } from '../platform/ports'
import { newUuid, systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import type { Vault } from '../vault/vault'
import { LoadedProfiles } from '../webauthn/providers/loaded-profiles'
import type { OwnProfileFile } from '../webauthn/providers/profile-schema'
import type { CommandLine } from './command-line'
import { BridgePort } from './bridge-port'
import { diagnostics } from './diagnostics'
import type { EarlyWindow } from './early-window'
import { KeptProfiles } from './kept-profiles'
import { makeLatchkey, type Latchkey } from './latchkey'
import { serveCommands } from './serve-commands'
import { shownState } from './shown-state'
import { windowAudits } from './window-audits'
import { windowDemo } from './window-demo'
import { windowExchange } from './window-exchange'
import { windowPasskeys } from './window-passkeys'

export interface AppParts extends EarlyWindow {
  readonly commandLine: CommandLine
  /** It may be read already. Its state is that of a vault that opens. */
  readonly vault: Vault
}

/** What the steps of the start share. */
interface Host extends AppParts {
  readonly bridgePort: BridgePort
  readonly loginItem: LoginItem
  /** The available provider profiles, and the storage of the user's own. */
  readonly profiles: LoadedProfiles
  readonly keptProfiles: KeptProfiles
  readonly clock: Clock
}

export async function startApp(parts: AppParts): Promise<void> {
  const host = openHost(parts)
  const latchkey = composeApp(host)
  const opened = latchkey.vault.open()
  const audits = windowAudits(host)
  const desktop = openDesktop(host, latchkey, audits)
  audits.onChange(() => desktop.auditChanged(audits.state))
  serveWindow(host, latchkey, desktop, audits)
  watchPresence(host, latchkey)
  const [{ port }] = await Promise.all([
    host.settings.values.bridgeEnabled ? startBridge(host, latchkey) : latchkey.bridge.state,
    desktop.open(),
    opened,
    serveCommands({ ...host, latchkey, profilePort: profilePort(host, latchkey, desktop) }),
  ])
  console.log(`bridge: ${port ?? 'off'}`)
}

function openHost(parts: AppParts): Host {
  const clock = systemClock()
  const { commandLine, dataFolder, log, settings } = parts
  const profiles = new LoadedProfiles()
  const folder = new ProfileFolder(dataFolder)
  return {
    ...parts,
    bridgePort: new BridgePort(settings, commandLine.bridgePort),
    loginItem: loginItemOf(app),
    profiles,
    keptProfiles: new KeptProfiles({ loaded: profiles, folder, log }),
    clock,
  }
}

function composeApp(host: Host): Latchkey {
  const { vault, settings, profiles, log, clock } = host
  return makeLatchkey({
    vault,
    pageScript: readFileSync(builtFile('page', 'latchkey.js'), 'utf8'),
    version: app.getVersion(),
    uid: process.getuid?.(),
    clock,
    random: systemRandom,
    newId: newUuid,
    peers: procPeerOwner(),
    relatedOrigins: relatedOriginsOnTheWeb(systemNetwork),
    signalPolicy: () => settings.values.signalPolicy,
    profiles,
    authenticator: () => profiles.describe(settings.values.profile, settings.values),
    authenticatorAs: (profile) => profiles.describe(profile, settings.values),
    ignoresTransports: () => settings.values.transports === 'ignored',
    immediateGet: () => settings.values.immediateGet,
    log,
  })
}

function openDesktop(host: Host, latchkey: Latchkey, audits: Audits): Desktop {
  const { settings, window, log } = host
  const state = () => shownState(host, latchkey)
  const close = async () => {
    await Promise.all([audits.end(), latchkey.close()])
  }
  const help = {
    copyDiagnostics: () => void clipboard.writeText(diagnosticsText(diagnostics(host))),
    showLog: () => showInFolder(host.logFile),
  }
  const switchBridge = (on: boolean) => setBridge(host, latchkey, on)
  const sources = { ...latchkey, close }
  return new Desktop({ window, sources, state, settings, help, switchBridge, log })
}

function serveWindow(host: Host, latchkey: Latchkey, desktop: Desktop, audits: Audits): void {
  serveMainApi(host.handlers, mainApi(windowPorts(host, latchkey, desktop, audits)), {
    isOurWindow: (event) => desktop.isOurWindow(event),
    refused: (reason) => host.log.warn(reason),
  })
}

function watchPresence({ settings, log, clock }: Host, latchkey: Latchkey): void {
  lockByItself({
    presence: powerMonitor,
    clock,
    settings: () => settings.values,
    isOpen: () => latchkey.vault.isOpen,
    lock: (why) => {
      log.info(`the vault is being locked: ${why}`)
      latchkey.lock().catch((error: unknown) => log.error('the vault was not locked', error))
    },
  })
}

function windowPorts(
  host: Host,
  latchkey: Latchkey,
  desktop: Desktop,
  audits: Audits,
): MainApiPorts<OwnProfileFile> {
  const { log } = host
  const { vault, bridge, activity, signals, answersByItself, faults } = latchkey
  const { pagePolicies, pageProfiles } = latchkey
  const version = app.getVersion()
  const saveFile = desktop.saveFile.bind(desktop)
  const confirmation = new WindowConfirmation(latchkey.questions)
  return {
    app: {
      state: () => shownState(host, latchkey),
      vault,
      lock: () => latchkey.lock(),
      diagnostics: () => diagnostics(host),
      copyText: (text) => void clipboard.writeText(text),
      showFile: showInFolder,
      openFolder: openPath,
      openDemo: windowDemo(() => bridge.state.port),
      attestationFiles: latchkey.attestationFiles,
      saveFile,
      nameUndo: (what) => desktop.nameUndo(what),
      undoTyping: () => desktop.undoTyping(),
    },
    keys: { ways: vault.ways, saveFile },
    vault,
    settings: settingsPort(host, latchkey, desktop),
    profiles: profilePort(host, latchkey, desktop),
    faults: { faults, authenticator: latchkey.authenticator, log },
    audit: {
      audits,
      chooseFile: () => desktop.chooseProgram(),
      mayRun: (path) => desktop.mayRun(path),
      saveFile,
      openFile: openPath,
    },
    passkeys: windowPasskeys(latchkey),
    exchange: windowExchange({
      openFile: () => desktop.openFile(LONGEST_COMMAND_BYTES),
      ...{ vault, log, saveFile, report: activity.report },
      confirm: confirmation.ask.bind(confirmation),
      random: systemRandom,
      now: () => Date.now(),
    }),
    activity: {
      ...{ activity, signals, version, saveFile },
      openFile: () => desktop.openFile(),
      judge: latchkey.judge,
      lint: {
        list: () => (vault.isOpen ? latchkey.lint.list() : []),
        calls: () => (vault.isOpen ? latchkey.lint.calls() : new Map<string, number>()),
        findings: (entryId) => (vault.isOpen ? latchkey.lint.findings(entryId) : []),
      },
      now: () => Date.now(),
    },
    questions: latchkey.questions,
    signalsApplied: async () => signals.applied(),
    pages: {
      vault,
      bridge,
      answersByItself,
      pagePolicies,
      pageProfiles,
      signIns: latchkey.signIns,
      pagesChanged: () => desktop.pagesChanged(),
    },
  }
}

function settingsPort(host: Host, latchkey: Latchkey, desktop: Desktop): SettingsPort {
  const { settings, log } = host
  const { bridge, agentAnswers } = latchkey
  return {
    settings,
    agentAnswers,
    profiles: host.profiles,
    authenticatorChanged: () => latchkey.authenticator.changed(),
    showAppearance: (appearance) => (nativeTheme.themeSource = appearance),
    bridge: {
      get state() {
        return bridge.state
      },
      start: () => startBridge(host, latchkey),
      stop: () => bridge.stop(),
    },
    bridgePort: host.bridgePort,
    loginItem: host.loginItem,
    window: desktop,
    log,
  }
}

function profilePort(
  { keptProfiles, settings }: Host,
  { authenticator, pageProfiles }: Latchkey,
  desktop: Desktop,
): ProfilePort<OwnProfileFile> {
  return {
    profiles: keptProfiles,
    openFile: () => desktop.openFile(),
    saveFile: desktop.saveFile.bind(desktop),
    settings,
    pageProfiles,
    changed: () => {
      authenticator.changed()
      desktop.profilesChanged()
      // A profile that the app or a page plays may have changed, or may be gone.
      desktop.appStateChanged()
      desktop.pagesChanged()
    },
  }
}

/** First stores the choice, like a setting of the window. */
async function setBridge(host: Host, latchkey: Latchkey, bridgeEnabled: boolean): Promise<void> {
  host.settings.change({ bridgeEnabled })
  await (bridgeEnabled ? startBridge(host, latchkey) : latchkey.bridge.stop())
}

function startBridge({ bridgePort }: Host, { bridge }: Latchkey) {
  return bridge.start({ port: bridgePort.value })
}
