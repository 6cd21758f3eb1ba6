import type { PasskeyChange } from '../../shared/activity'
import { changedNames, changeVerb, type NameChange } from './describe-change'
import { nameOr } from './display-text'

/** What one signal changed, in one line that follows the page's origin. */
export interface SignalNotice {
  readonly origin: string
  readonly text: string
  readonly names?: readonly NameChange[]
}

/** One line for one signal, however many passkeys it changed: there is at least one. */
export function signalNotice(origin: string, changes: readonly PasskeyChange[]): SignalNotice {
  const [first] = changes
  if (first?.what === 'renamed') {
    return { origin, text: changeVerb(first), names: changedNames(first) }
  }
  const kinds = new Set(changes.map(({ what }) => what))
  if (first === undefined || kinds.size > 1) return { origin, text: 'updated its passkeys' }
  const again = first.what === 'shown' ? ' again' : ''
  const verb = first.what === 'shown' ? 'showed' : 'hid'
  if (changes.length > 1) return { origin, text: `${verb} ${changes.length} passkeys${again}` }
  const name = nameOr(first.names.userDisplayName || first.names.userName, 'without a name', 80)
  return { origin, text: `${verb} the passkey “${name}”${again}` }
}
