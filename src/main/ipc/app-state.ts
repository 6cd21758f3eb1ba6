import type { Appearance, AppState } from '../../shared/app-state'
import type { Parts } from './parts'

export interface AppStateParts extends Pick<Parts, 'vault' | 'bridge'> {
  readonly appearance: { get(): Appearance }
}

/** What the window shows about the app itself. */
export function appState({ vault, bridge, appearance }: AppStateParts, version: string): AppState {
  return {
    version,
    vault: vault.state,
    bridge: bridge.state,
    appearance: appearance.get(),
  }
}
