import type { ActivityEntry } from '../../shared/activity'

/** Whether a signal can still be taken back, as far as the record knows. */
export type SignalStanding = 'undoable' | 'undone'

/** By the id of its entry: every signal in the record that changed something. */
export function signalStandings(
  entries: readonly ActivityEntry[],
): ReadonlyMap<string, SignalStanding> {
  const undone = new Set(entries.map(({ undoes }) => undoes))
  return new Map(
    entries
      .filter(({ kind, changes }) => kind === 'signal' && changes.length > 0)
      .map(({ id }) => [id, undone.has(id) ? 'undone' : 'undoable']),
  )
}
