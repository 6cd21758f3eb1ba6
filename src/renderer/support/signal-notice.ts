import type { ActivityEntry, PasskeyChange } from '../../shared/activity'
import { shortAccountName } from './account-name'
import { passkeysText } from './count-text'
import { changedNames, changeVerb, type NameChange } from './describe-change'
import { nameOf, useOf } from './set-parts'

/** What one signal changed: one line that follows the page's origin. */
export interface SignalNotice {
  readonly origin: string
  readonly text: string
  readonly names?: readonly NameChange[]
  /** As in a notice; empty if the record does not name every change. */
  readonly sets: readonly string[]
}

type SignalEntry = Pick<ActivityEntry, 'origin' | 'changes' | 'moreChanges'>

type OtherChange = Exclude<PasskeyChange, { what: 'renamed' }>['what']

/** The text before and after the passkeys. */
const DID: Readonly<Record<OtherChange, readonly [before: string, after: string]>> = {
  hidden: ['hid', ''],
  shown: ['showed', ' again'],
  deleted: ['moved', ' to the trash'],
  restored: ['restored', ' from the trash'],
}

/** @param entry a signal that changed at least one passkey. */
export function signalNotice(entry: SignalEntry): SignalNotice {
  const sets = entry.moreChanges > 0 ? [] : entry.changes.flatMap(setBy)
  return { ...told(entry), sets }
}

/** A name of a passkey, or whether pages can use the passkey. */
function setBy(change: PasskeyChange): string[] {
  const { passkeyId } = change
  if (change.what !== 'renamed') return [useOf(passkeyId)]
  return changedNames(change).map((one) => nameOf(passkeyId, one))
}

function told(entry: SignalEntry): Omit<SignalNotice, 'sets'> {
  const { changes } = entry
  const origin = entry.origin ?? 'A page'
  const [first] = changes
  const kinds = new Set(changes.map(({ what }) => what))
  if (first === undefined || kinds.size > 1) return { origin, text: 'updated its passkeys' }
  const many = changes.length + entry.moreChanges
  if (first.what === 'renamed') {
    const of = many > 1 ? ` of ${passkeysText(many)}` : ''
    return { origin, text: `${changeVerb(first)}${of}`, names: changedNames(first) }
  }
  const [before, after] = DID[first.what]
  if (many > 1) return { origin, text: `${before} ${passkeysText(many)}${after}` }
  const name = shortAccountName(first.names)
  return { origin, text: `${before} the passkey “${name}”${after}` }
}
