import { computed } from 'vue'
import type { AppState } from '../../shared/app-state'
import type { Appearance } from '../../shared/appearance'
import type { ShortcutId } from '../../shared/shortcuts'
import { mainApi } from '../main-api'
import type { PaletteItem } from '../support/palette-items'
import { shortcutText } from '../support/shortcut-keys'
import type { Notices } from './use-notices'

/** The actions that the window itself carries out. The main process carries out the rest. */
export interface OwnActions {
  readonly search: () => void
  readonly undo: () => void
  readonly shortcuts: () => void
  readonly importPasskeys: () => void
  readonly exportPasskeys: () => void
  readonly demo: () => void
}

interface Acting {
  readonly state: () => AppState
  readonly hasPasskeys: () => boolean
  /** The action that the next undo reverts; undefined: none. */
  readonly nextUndo: () => string | undefined
  readonly notices: Notices
}

const APPEARANCES: readonly (readonly [Appearance, string])[] = [
  ['system', 'Appearance: system'],
  ['light', 'Appearance: light'],
  ['dark', 'Appearance: dark'],
]

/** The actions of the palette. Leaves out actions that would have no effect. */
export function useWindowActions(
  { state, hasPasskeys, nextUndo, notices }: Acting,
  own: OwnActions,
) {
  const { attempt, tell } = notices

  async function copyDiagnostics(): Promise<void> {
    await mainApi.copyDiagnostics()
    tell({ text: 'Diagnostics copied' })
  }

  /** An action of the main process. */
  const call = (label: string, work: () => Promise<void>, shortcut?: ShortcutId) =>
    item(label, () => void attempt(`${label}: failed`, work), shortcut)

  return computed<readonly PaletteItem[]>(() => {
    const { bridge, armedFaults, isOffline, appearance } = state()
    const undone = nextUndo()
    const offlineLabel = isOffline
      ? 'Bring the authenticator back online'
      : 'Take the authenticator offline'
    const bridgeLabel = bridge.enabled ? 'Switch the bridge off' : 'Switch the bridge on'
    return [
      ...(undone === undefined ? [] : [item(`Undo: ${undone}`, own.undo, 'undo')]),
      item('Search this view', own.search, 'search'),
      item('Import passkeys…', own.importPasskeys),
      ...(hasPasskeys() ? [item('Export all passkeys…', own.exportPasskeys)] : []),
      item('Open the demo page', own.demo),
      call('Lock the vault', () => mainApi.lockVault(), 'lock'),
      call(bridgeLabel, () => mainApi.setBridgeEnabled(!bridge.enabled)),
      ...(armedFaults.length === 0
        ? []
        : [call('Disarm all faults', () => mainApi.disarmFaults())]),
      call(offlineLabel, () => mainApi.setOffline(!isOffline)),
      item('Keyboard shortcuts', own.shortcuts, 'shortcuts'),
      ...APPEARANCES.filter(([one]) => one !== appearance).map(([one, label]) =>
        call(label, () => mainApi.setAppearance(one)),
      ),
      call('Copy diagnostics', copyDiagnostics),
      call('Show the log file', () => mainApi.showLogFile()),
      call('Show the data folder', () => mainApi.showDataFolder()),
    ]
  })
}

function item(label: string, run: () => void, shortcut?: ShortcutId): PaletteItem {
  return {
    id: `action ${label}`,
    label,
    run,
    ...(shortcut && { shortcut: shortcutText(shortcut) }),
  }
}
