import type { ActivityEntry } from '../../shared/activity'
import type { CopyText } from './copy-items'
import type { MenuItem } from './menu-item'

export interface ActivityMenuActions {
  readonly open: () => void
  /** Missing if the entry is not about a passkey that still exists. */
  readonly showPasskey?: (() => void) | undefined
  /** Missing if the page is not connected. */
  readonly showPage?: (() => void) | undefined
  readonly filterByPage: (origin: string) => void
  /** Missing if the entry is not a signal that can be undone. */
  readonly undo?: (() => void) | undefined
  /** Missing if the entry is not a ceremony. */
  readonly saveCase?: (() => void) | undefined
  readonly copy: CopyText
}

/** The context menu of an entry of the record. */
export function activityMenu(entry: ActivityEntry, actions: ActivityMenuActions): MenuItem[] {
  const { open, showPasskey, showPage, filterByPage, undo, saveCase, copy } = actions
  const { origin, passkeyId } = entry
  return [
    { label: 'Open', keys: 'Enter', run: open },
    ...(showPasskey ? [{ label: 'Show passkey', run: showPasskey }] : []),
    ...(showPage ? [{ label: 'Show in Pages', run: showPage }] : []),
    ...(origin === null ? [] : [{ label: 'Show only this page', run: () => filterByPage(origin) }]),
    ...(undo ? [{ label: 'Undo this signal', run: undo }] : []),
    { label: 'Copy reason', separated: true, run: () => copy(entry.reason, 'reason') },
    ...(origin === null ? [] : [{ label: 'Copy origin', run: () => copy(origin, 'origin') }]),
    ...(passkeyId === null
      ? []
      : [{ label: 'Copy credential id', run: () => copy(passkeyId, 'credential id') }]),
    { label: 'Copy entry as JSON', run: () => copy(JSON.stringify(entry, null, 2), 'entry') },
    ...(saveCase ? [{ label: 'Save as case file…', separated: true, run: saveCase }] : []),
  ]
}
