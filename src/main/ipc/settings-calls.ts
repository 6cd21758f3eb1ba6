/** The window's settings. Each setting is stored first, and then takes effect. */
import type { Appearance } from '../../shared/appearance'
import type { MainCalls } from '../../shared/main-api'
import type { Log } from '../platform/log'
import type { ChosenSettings } from './app-state'

export interface SettingsPort {
  readonly settings: {
    /** @throws when the settings cannot be written. They do not change. */
    change(changed: Partial<ChosenSettings> | { readonly bridgeEnabled: boolean }): void
  }
  /** Call it after the description of Latchkey's own authenticator has changed. */
  readonly authenticatorChanged: () => void
  readonly agentAnswers: { allow(isAllowed: boolean): void }
  readonly profiles: { has(id: string): boolean }
  readonly showAppearance: (appearance: Appearance) => void
  readonly bridge: {
    readonly state: { readonly enabled: boolean }
    start(): Promise<unknown>
    stop(): Promise<unknown>
  }
  readonly bridgePort: { choose(port: number): void }
  readonly loginItem: { set(isOn: boolean): void }
  readonly window: { appStateChanged(): void; pagesChanged(): void }
  readonly log: Pick<Log, 'info'>
}

export function settingsCalls(port: SettingsPort): MainCalls<'settings'> {
  const { settings, window, log } = port
  return {
    ...bridgeSettings(port),
    ...looksSettings(port),
    setCommandsMayUseYes: async (commandsMayUseYes) => {
      settings.change({ commandsMayUseYes })
      log.info(`commands may use --yes: ${commandsMayUseYes}`)
      window.appStateChanged()
    },
    setAgentMayAnswer: async (agentMayAnswer) => {
      port.agentAnswers.allow(agentMayAnswer)
      log.info(`an agent may answer questions: ${agentMayAnswer}`)
      window.appStateChanged()
    },
    setSignalPolicy: async (signalPolicy) => {
      settings.change({ signalPolicy })
      log.info(`signals of pages that have no policy of their own: ${signalPolicy}`)
      window.appStateChanged()
      // Another policy may have another quota.
      window.pagesChanged()
    },
    setPackedAttestation: async (packedAttestation) => {
      settings.change({ packedAttestation })
      log.info(`packed attestation: ${packedAttestation}`)
      port.authenticatorChanged()
      window.appStateChanged()
    },
    setProfile: async (profile) => {
      if (!port.profiles.has(profile)) throw new Error('there is no such profile')
      settings.change({ profile })
      log.info(`provider profile: ${profile}`)
      port.authenticatorChanged()
      window.appStateChanged()
      // Another policy for signals may have another quota.
      window.pagesChanged()
    },
    setEnterpriseRpIds: async (enterpriseRpIds) => {
      settings.change({ enterpriseRpIds })
      log.info(`relying parties with enterprise attestation: ${enterpriseRpIds.length}`)
      port.authenticatorChanged()
      window.appStateChanged()
    },
    setTransports: async (transports) => {
      settings.change({ transports })
      log.info(`transports of allowed passkeys: ${transports}`)
      window.appStateChanged()
    },
    setImmediateGet: async (immediateGet) => {
      settings.change({ immediateGet })
      log.info(`get() with uiMode "immediate": ${immediateGet}`)
      window.appStateChanged()
    },
    setAutoLock: async (autoLock) => {
      settings.change(autoLock)
      const { lockWhenAway, lockAfterMinutes } = autoLock
      log.info(`locks by itself: when away ${lockWhenAway}, after ${lockAfterMinutes} minutes`)
      window.appStateChanged()
    },
    setStartsAtLogin: async (startsAtLogin) => {
      port.loginItem.set(startsAtLogin)
      log.info(`starts at login: ${startsAtLogin}`)
      window.appStateChanged()
    },
  }
}

/** The appearance of the window, and what it showed last. */
function looksSettings({
  settings,
  showAppearance,
  window,
}: SettingsPort): Pick<
  MainCalls<'settings'>,
  'setAppearance' | 'keepView' | 'keepActivitySeen' | 'setPasskeyList' | 'setEntryWidth'
> {
  return {
    setAppearance: async (appearance) => {
      settings.change({ appearance })
      showAppearance(appearance)
      window.appStateChanged()
    },
    keepView: async (view) => {
      settings.change({ view })
      window.appStateChanged()
    },
    keepActivitySeen: async (activitySeenAt) => {
      settings.change({ activitySeenAt })
      window.appStateChanged()
    },
    setPasskeyList: async (passkeyList) => {
      settings.change({ passkeyList })
      window.appStateChanged()
    },
    setEntryWidth: async (entryWidth) => {
      settings.change({ entryWidth })
      window.appStateChanged()
    },
  }
}

function bridgeSettings({
  settings,
  bridge,
  bridgePort: port,
  window,
  log,
}: SettingsPort): Pick<MainCalls<'settings'>, 'setBridgeEnabled' | 'setBridgePort'> {
  return {
    setBridgeEnabled: async (bridgeEnabled) => {
      settings.change({ bridgeEnabled })
      await (bridgeEnabled ? bridge.start() : bridge.stop())
    },
    setBridgePort: async (bridgePort) => {
      port.choose(bridgePort)
      log.info(`the bridge is to have port ${bridgePort}`)
      if (bridge.state.enabled) await bridge.start()
      window.appStateChanged()
    },
  }
}
