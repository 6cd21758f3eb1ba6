import { app } from 'electron'
import type { AppState } from '../../shared/app-state'
import { OWN_PROFILE } from '../../shared/provider-profile'
import type { LoginItem } from '../desktop/login-item'
import type { Settings } from '../desktop/settings'
import { appState } from '../ipc/app-state'
import type { LoadedProfiles } from '../webauthn/providers/loaded-profiles'
import type { BridgePort } from './bridge-port'
import type { Latchkey } from './latchkey'

export interface ShownParts {
  readonly settings: Settings
  readonly profiles: LoadedProfiles
  readonly bridgePort: BridgePort
  readonly loginItem: LoginItem
}

/** The current state of the app for the window. */
export function shownState(parts: ShownParts, latchkey: Latchkey): AppState {
  const { bridgePort, loginItem } = parts
  const { vault, bridge, agentAnswers, faults, authenticator } = latchkey
  return appState({
    ...{ vault, bridge, bridgePort, loginItem, agentAnswers, faults, authenticator },
    version: app.getVersion(),
    settings: shownSettings(parts),
  })
}

/**
 * Without a chosen policy for signals, the profile's policy applies. If the chosen profile is not loaded, pages get Latchkey's
 * own.
 */
function shownSettings({ settings: { values }, profiles }: ShownParts) {
  const profile = profiles.has(values.profile) ? values.profile : OWN_PROFILE
  return {
    values: { ...values, profile, signalPolicy: values.signalPolicy ?? profiles.signals(profile) },
  }
}
