/** The passkeys of an entry, as the list of the entry shows them. */
import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import { accountName } from './account-name'
import { changedNames, type NameChange } from './describe-change'

export interface TouchedPasskey {
  readonly id: string
  readonly name: string
  readonly renamed: readonly NameChange[]
  /** Such as “hidden”; empty if the names show what happened. */
  readonly verb: string
  /** Why the passkey did not change; empty if the entry has the same reason. */
  readonly because: string
}

const VERBS = {
  hidden: 'hidden',
  shown: 'shown again',
  deleted: 'moved to the trash',
  restored: 'restored from the trash',
} as const

/** The changed passkeys, then the unchanged ones. */
export function touchedPasskeys(
  entry: Pick<ActivityEntry, 'changes' | 'left' | 'reason'>,
): TouchedPasskey[] {
  return [
    ...entry.changes.map(changed),
    ...entry.left.map(({ passkeyId, names, because }) => ({
      id: passkeyId,
      name: accountName(names),
      renamed: [],
      verb: 'not changed',
      because: because === entry.reason ? '' : because,
    })),
  ]
}

function changed(change: PasskeyChange): TouchedPasskey {
  const id = change.passkeyId
  if (change.what !== 'renamed') {
    return {
      id,
      name: accountName(change.names),
      renamed: [],
      verb: VERBS[change.what],
      because: '',
    }
  }
  const renamed = changedNames(change)
  const verb = renamed.length === 0 ? 'follows the site again, which uses the same name' : ''
  return { id, name: accountName(change.after), renamed, verb, because: '' }
}
