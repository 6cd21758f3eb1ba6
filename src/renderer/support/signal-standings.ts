import type { ActivityEntry } from '../../shared/activity'

/** Whether the record allows the undo of a signal. */
export type SignalStanding = 'undoable' | 'undone'

/** Every signal in the record that changed something, by the id of its entry. */
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
