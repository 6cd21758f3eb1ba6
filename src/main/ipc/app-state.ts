import type { AuthenticatorSettings } from '../../shared/authenticator-settings'
import type { AppState, BridgeState, VaultState, WaysToOpenState } from '../../shared/app-state'
import type { AutoLockSettings } from '../../shared/auto-lock'

/** The settings that the window shows. */
export type ChosenSettings = Pick<
  AppState,
  | 'appearance'
  | 'view'
  | 'activitySeenAt'
  | 'signalPolicy'
  | 'commandsMayUseYes'
  | 'passkeyList'
  | 'entryWidth'
> &
  AuthenticatorSettings &
  AutoLockSettings

export interface AppStateSources {
  readonly version: string
  readonly vault: { readonly state: VaultState; readonly ways: { readonly state: WaysToOpenState } }
  readonly bridge: { readonly state: BridgeState }
  readonly bridgePort: { readonly value: number }
  readonly settings: { readonly values: ChosenSettings }
  readonly loginItem: { readonly isOn: boolean | null }
  readonly agentAnswers: { readonly isAllowed: boolean }
  readonly faults: { list(): AppState['armedFaults'] }
  readonly authenticator: { readonly isOffline: boolean }
}

/** The state of the app for the window. */
export function appState(sources: AppStateSources): AppState {
  const { version, vault, bridge, bridgePort, settings, loginItem, agentAnswers } = sources
  const { faults, authenticator } = sources
  const { appearance, view, signalPolicy, commandsMayUseYes, passkeyList, entryWidth } =
    settings.values
  const { profile, packedAttestation, enterpriseRpIds, transports, immediateGet } = settings.values
  const { activitySeenAt, lockWhenAway, lockAfterMinutes } = settings.values
  return {
    version,
    vault: vault.state,
    waysToOpen: vault.ways.state,
    bridge: bridge.state,
    bridgePort: bridgePort.value,
    startsAtLogin: loginItem.isOn,
    appearance,
    view,
    activitySeenAt,
    signalPolicy,
    commandsMayUseYes,
    agentMayAnswer: agentAnswers.isAllowed,
    armedFaults: faults.list(),
    isOffline: authenticator.isOffline,
    passkeyList,
    entryWidth,
    autoLock: { lockWhenAway, lockAfterMinutes },
    authenticator: {
      profile,
      packedAttestation,
      enterpriseRpIds,
      transports,
      immediateGet,
    },
  }
}
