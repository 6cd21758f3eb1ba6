import type { AppState } from '../../shared/app-state'
import type { Parts } from './parts'

/** What the window shows about the app itself. */
export function appState(
  { vault, bridge, appearance }: Pick<Parts, 'vault' | 'bridge' | 'appearance'>,
  version: string,
): AppState {
  return {
    version,
    vault: vault.state,
    bridge: bridge.state,
    appearance: appearance.get(),
  }
}
