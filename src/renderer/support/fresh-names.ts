import type { Names } from '../../shared/passkey'
import type { RecentChange } from '../composables/use-recent-changes'
import { changedNames } from './describe-change'

/** The names in a passkey's details that a page has just changed. */
export function freshNames(
  shown: Names,
  recent: RecentChange | undefined,
): { readonly title: boolean; readonly userName: boolean } {
  const fresh = new Set(
    recent?.fresh
      ? changedNames(recent.change)
          .filter(({ field, after }) => isRecorded(nameOf(shown, field), after))
          .map(({ field }) => field)
      : [],
  )
  const userName = fresh.has('user name')
  return {
    title: fresh.has('display name') || (shown.userDisplayName === '' && userName),
    userName,
  }
}

function nameOf(names: Names, field: 'display name' | 'user name'): string {
  return field === 'display name' ? names.userDisplayName : names.userName
}

/** The record cuts long names, with an ellipsis. */
function isRecorded(name: string, recorded: string): boolean {
  return name === recorded || (recorded.endsWith('…') && name.startsWith(recorded.slice(0, -1)))
}
