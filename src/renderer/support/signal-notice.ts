import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import { shortAccountName } from './account-name'
import { changedNames, changeVerb, type NameChange } from './describe-change'

/** What one signal changed: one line that follows the page's origin. */
export interface SignalNotice {
  readonly origin: string
  readonly text: string
  readonly names?: readonly NameChange[]
}

type OtherChange = Exclude<PasskeyChange, { what: 'renamed' }>['what']

/** The text before and after the passkeys. */
const DID: Readonly<Record<OtherChange, readonly [before: string, after: string]>> = {
  hidden: ['hid', ''],
  shown: ['showed', ' again'],
  deleted: ['moved', ' to the trash'],
  restored: ['restored', ' from the trash'],
}

/** @param entry a signal that changed at least one passkey. */
export function signalNotice(
  entry: Pick<ActivityEntry, 'origin' | 'changes' | 'moreChanges'>,
): SignalNotice {
  const { changes } = entry
  const origin = entry.origin ?? 'A page'
  const [first] = changes
  const kinds = new Set(changes.map(({ what }) => what))
  if (first === undefined || kinds.size > 1) return { origin, text: 'updated its passkeys' }
  const many = changes.length + entry.moreChanges
  if (first.what === 'renamed') {
    const of = many > 1 ? ` of ${many} passkeys` : ''
    return { origin, text: `${changeVerb(first)}${of}`, names: changedNames(first) }
  }
  const [before, after] = DID[first.what]
  if (many > 1) return { origin, text: `${before} ${many} passkeys${after}` }
  const name = shortAccountName(first.names)
  return { origin, text: `${before} the passkey “${name}”${after}` }
}
