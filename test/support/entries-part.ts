import type { EntriesPart } from '../../src/main/activity/ports'
import type { ActivityEntry } from '../../src/shared/activity'

/** A part of a record in memory, newest first, in the form that the vault returns. */
export function entriesPart(
  entries: readonly ActivityEntry[],
  count: number,
  older = entries.length,
): EntriesPart {
  const rest = entries.slice(Math.max(entries.length - older, 0))
  return { entries: rest.slice(0, count), older: Math.max(rest.length - count, 0) }
}
