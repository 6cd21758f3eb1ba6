/** The texts for what a page changed. */
import type { PasskeyChange } from '../../shared/activity'
import type { Names } from '../../shared/passkey'

export interface NameChange {
  readonly field: 'display name' | 'user name'
  readonly before: string
  readonly after: string
}

/** The names that differ. The display name comes first, because people know it best. */
export function nameChanges(before: Names, after: Names): NameChange[] {
  const both: NameChange[] = [
    {
      field: 'display name',
      before: before.userDisplayName,
      after: after.userDisplayName,
    },
    { field: 'user name', before: before.userName, after: after.userName },
  ]
  return both.filter((change) => change.before !== change.after)
}

/** As {@link nameChanges}, for a change of any kind. */
export function changedNames(change: PasskeyChange): NameChange[] {
  return change.what === 'renamed' ? nameChanges(change.before, change.after) : []
}

const VERBS = {
  hidden: 'hid this passkey',
  shown: 'showed this passkey again',
  deleted: 'moved this passkey to the trash',
  restored: 'restored this passkey from the trash',
} as const

/** Such as “changed the name”; the text follows the page's origin. */
export function changeVerb(change: PasskeyChange): string {
  if (change.what !== 'renamed') return VERBS[change.what]
  const [only, second] = changedNames(change)
  if (only === undefined) return 'uses the same name as you, so the names follow the site again'
  if (second !== undefined) return 'changed the names'
  return only.field === 'display name' ? 'changed the name' : 'changed the user name'
}
