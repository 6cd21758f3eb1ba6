/** The passkeys of an entry, as its list shows them. */
import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import { accountName } from './account-name'
import { changedNames, type NameChange } from './describe-change'

export interface TouchedPasskey {
  readonly id: string
  readonly name: string
  readonly renamed: readonly NameChange[]
  /** “hidden”; empty where the names say what happened. */
  readonly verb: string
  /** Why it was left as it was; empty where the entry says so already. */
  readonly because: string
}

const VERBS = {
  hidden: 'hidden',
  shown: 'shown again',
  deleted: 'moved to the trash',
  restored: 'brought back from the trash',
} as const

/** Those that changed, then those that were left as they were. */
export function touchedPasskeys(
  entry: Pick<ActivityEntry, 'changes' | 'left' | 'reason'>,
): TouchedPasskey[] {
  return [
    ...entry.changes.map(changed),
    ...entry.left.map(({ passkeyId, names, because }) => ({
      id: passkeyId,
      name: accountName(names),
      renamed: [],
      verb: 'left as it was',
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
  const verb = renamed.length === 0 ? 'follows the site again, which calls it the same' : ''
  return { id, name: accountName(change.after), renamed, verb, because: '' }
}
