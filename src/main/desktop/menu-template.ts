/** The entries of the application menu. */
import type { MenuItemConstructorOptions } from 'electron'
import { accelerator, type ShortcutId } from '../../shared/shortcuts'
import { views, viewTitles } from '../../shared/view'
import type { MainEvents } from '../../shared/main-events'
import type { WindowAction } from '../../shared/window-action'

export interface MenuActions {
  readonly show: (view: MainEvents['viewAsked']) => void
  readonly ask: (action: WindowAction) => void
  readonly lock: () => void
  readonly quit: () => void
  readonly copyDiagnostics: () => void
  readonly showLog: () => void
}

export interface MenuState {
  /** Whether the vault is open. */
  readonly isOpen: boolean
  /** What the next undo reverts; null when that is unknown. */
  readonly undo: string | null
}

/** A longer text would make the menu too wide. */
const LONGEST_UNDO = 60

type Item = MenuItemConstructorOptions
const line: Item = { type: 'separator' }

export function menuTemplate(
  platform: NodeJS.Platform,
  { isOpen, undo }: MenuState,
  actions: MenuActions,
): Item[] {
  const isMac = platform === 'darwin'
  const item = (label: string, click: () => void, shortcut?: ShortcutId): Item => ({
    label,
    click,
    ...(shortcut && { accelerator: accelerator(shortcut) }),
  })
  /** An entry that needs an open vault. */
  const vaultItem = (...about: Parameters<typeof item>): Item => ({
    ...item(...about),
    enabled: isOpen,
  })
  const ask = (label: string, action: WindowAction, shortcut?: ShortcutId): Item =>
    vaultItem(label, () => actions.ask(action), shortcut)
  const settings = vaultItem('Settings…', () => actions.show('settings'), 'view-settings')
  const quit = item('Quit Latchkey', actions.quit, 'quit')
  return [
    ...(isMac ? [macMenu(settings, quit)] : []),
    {
      label: 'File',
      submenu: [
        ask('Import Passkeys…', 'import'),
        ask('Export All Passkeys…', 'export'),
        line,
        { ...vaultItem('Lock the Vault', actions.lock, 'lock'), id: 'lock' },
        ...(isMac ? [line, { role: 'close' } as const] : [settings, line, quit]),
      ],
    },
    {
      label: 'Edit',
      submenu: [
        { ...ask(undoLabel(undo), 'undo', 'undo'), enabled: true },
        { role: 'redo' },
        line,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
        line,
        ask('Find', 'search', 'search'),
      ],
    },
    {
      label: 'View',
      submenu: [
        // macOS has its own place for the settings.
        ...views
          .filter((view) => view !== 'settings')
          .map((view) => vaultItem(viewTitles[view], () => actions.show(view), `view-${view}`)),
        line,
        ask('Go to Anything…', 'palette', 'palette'),
        line,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    {
      role: 'help',
      submenu: [
        ask('Keyboard Shortcuts', 'shortcuts', 'shortcuts'),
        ask('Open the Demo Page', 'demo'),
        line,
        vaultItem('Diagnostics', () => actions.show('diagnostics')),
        item('Copy Diagnostics', actions.copyDiagnostics),
        item('Show Log File', actions.showLog),
        ...(isMac ? [] : [line, { role: 'about' } as const]),
      ],
    },
  ]
}

function macMenu(settings: Item, quit: Item): Item {
  return {
    label: 'Latchkey',
    submenu: [
      { role: 'about' },
      line,
      settings,
      line,
      { role: 'services' },
      line,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      line,
      quit,
    ],
  }
}

/** An `&` would mark the entry's access key. */
function undoLabel(undo: string | null): string {
  if (undo === null) return 'Undo'
  const short = undo.length > LONGEST_UNDO ? `${undo.slice(0, LONGEST_UNDO - 1)}…` : undo
  return `Undo: ${short.replaceAll('&', '&&')}`
}
