/** The effects of signals on the passkeys of the main process in memory. */
import type { ActivityEntry, PasskeyChange } from '../../src/shared/activity'
import type { PasskeySummary, Rename } from '../../src/shared/passkey'

const UNDONE = {
  hidden: 'shown',
  shown: 'hidden',
  deleted: 'restored',
  restored: 'deleted',
} as const

/** The change that reverts a change. */
export function undoneChange(change: PasskeyChange): PasskeyChange {
  if (change.what === 'renamed') return { ...change, before: change.after, after: change.before }
  return { ...change, what: UNDONE[change.what] }
}

/** A passkey after a signal, or the undo of one. */
export function afterSignal(passkey: PasskeySummary, entry: ActivityEntry): PasskeySummary {
  const change = entry.changes.find(({ passkeyId }) => passkeyId === passkey.id)
  const origin = entry.origin ?? ''
  if (change === undefined) return passkey
  if (change.what === 'renamed') {
    const { before, after } = change
    const by = entry.kind === 'undo' ? 'undo' : 'page'
    const rename: Rename = { at: entry.at, by, origin, entryId: entry.id, before, after }
    return { ...passkey, ...after, renames: [rename, ...passkey.renames] }
  }
  const hidden = { at: entry.at, because: `${origin} no longer accepts it.` }
  return { ...passkey, hidden: change.what === 'hidden' ? hidden : null }
}
