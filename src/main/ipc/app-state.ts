import type { Appearance, AppState } from '../../shared/app-state'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { Parts } from './parts'

export interface AppStateParts extends Pick<Parts, 'vault' | 'bridge'> {
  readonly appearance: { get(): Appearance }
  readonly signalPolicy: { get(): SignalPolicy }
  readonly commandsMayUseYes: { get(): boolean }
}

/** What the window shows about the app itself. */
export function appState(
  { vault, bridge, appearance, signalPolicy, commandsMayUseYes }: AppStateParts,
  version: string,
): AppState {
  return {
    version,
    vault: vault.state,
    bridge: bridge.state,
    appearance: appearance.get(),
    signalPolicy: signalPolicy.get(),
    commandsMayUseYes: commandsMayUseYes.get(),
  }
}
