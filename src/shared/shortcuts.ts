/**
 * All shortcuts of Latchkey. The menu, the window's keys, its tooltips, its palette and its list of shortcuts are made from
 * this table.
 */
import { views, viewTitles, type View } from './view'

export interface Shortcut {
  readonly label: string
  readonly group: ShortcutGroup
  /** In Electron's notation, such as `CmdOrCtrl+Shift+H`. The menu shows the first one. */
  readonly keys: readonly [string, ...string[]]
}

export const shortcutGroups = ['Anywhere', 'Passkeys', 'Views', 'Lists', 'Opened entry'] as const

export type ShortcutGroup = (typeof shortcutGroups)[number]

type ViewShortcut = `view-${View}`

/** Shows a view: Ctrl or Cmd and the number of the view in the navigation. */
const viewShortcuts = Object.fromEntries(
  views.map((view, index) => [
    `view-${view}`,
    {
      label: viewTitles[view],
      group: 'Views',
      keys:
        view === 'settings'
          ? ['CmdOrCtrl+,', `CmdOrCtrl+${index + 1}`]
          : [`CmdOrCtrl+${index + 1}`],
    },
  ]),
  // Cast: Object.fromEntries loses the names.
) as unknown as Readonly<Record<ViewShortcut, Shortcut>>

const otherShortcuts = {
  palette: { label: 'Go to anything', group: 'Anywhere', keys: ['CmdOrCtrl+K'] },
  search: { label: 'Search this view', group: 'Anywhere', keys: ['CmdOrCtrl+F', '/'] },
  undo: { label: 'Undo', group: 'Anywhere', keys: ['CmdOrCtrl+Z'] },
  shortcuts: { label: 'Keyboard shortcuts', group: 'Anywhere', keys: ['F1', '?'] },
  lock: { label: 'Lock the vault', group: 'Anywhere', keys: ['CmdOrCtrl+Shift+L'] },
  quit: { label: 'Quit Latchkey', group: 'Anywhere', keys: ['CmdOrCtrl+Q'] },
  rename: { label: 'Rename', group: 'Passkeys', keys: ['F2'] },
  delete: { label: 'Delete', group: 'Passkeys', keys: ['Delete'] },
  hideOrShow: {
    label: 'Hide from pages, or show again',
    group: 'Passkeys',
    keys: ['CmdOrCtrl+Shift+H'],
  },
  trySignal: { label: 'Preview a signal', group: 'Passkeys', keys: ['CmdOrCtrl+Shift+S'] },
  exportKeys: {
    label: 'Export with private keys',
    group: 'Passkeys',
    keys: ['CmdOrCtrl+Shift+E'],
  },
  copyIds: { label: 'Copy the credential id', group: 'Passkeys', keys: ['CmdOrCtrl+C'] },
  mark: { label: 'Select one more', group: 'Passkeys', keys: ['Space'] },
  markRange: { label: 'Extend the selection', group: 'Passkeys', keys: ['Shift+Up', 'Shift+Down'] },
  markAll: { label: 'Select all', group: 'Passkeys', keys: ['CmdOrCtrl+A'] },
  fold: { label: 'Fold a site away, or unfold it', group: 'Passkeys', keys: ['Left', 'Right'] },
  move: {
    label: 'Move',
    group: 'Lists',
    keys: ['Up', 'Down', 'PageUp', 'PageDown', 'Home', 'End'],
  },
  open: { label: 'Open the details', group: 'Lists', keys: ['Enter'] },
  menu: { label: 'Open the menu', group: 'Lists', keys: ['Shift+F10'] },
  close: { label: 'Close the details, or clear the search', group: 'Lists', keys: ['Escape'] },
  entryTab: {
    label: 'Next tab, or the one before',
    group: 'Opened entry',
    keys: ['Right', 'Left'],
  },
  entryField: { label: 'Next field of the bytes', group: 'Opened entry', keys: ['Down', 'Up'] },
  entryFold: {
    label: 'Unfold a field, or fold it',
    group: 'Opened entry',
    keys: ['Right', 'Left'],
  },
  entryWidth: {
    label: 'Move its edge',
    group: 'Opened entry',
    keys: ['Left', 'Right', 'Home', 'End'],
  },
} as const satisfies Readonly<Record<string, Shortcut>>

export const SHORTCUTS: Readonly<Record<ShortcutId, Shortcut>> = {
  ...viewShortcuts,
  ...otherShortcuts,
}

export type ShortcutId = ViewShortcut | keyof typeof otherShortcuts

/** The accelerator of a menu entry, which the menu shows and the system handles. */
export function accelerator(id: ShortcutId): string {
  return SHORTCUTS[id].keys[0]
}
