/** The record as the list shows it: the entries, each day under its heading. */
import type { ActivityEntry } from '../../shared/activity'
import { startOfDay } from './times'

export type ActivityRow =
  | {
      readonly type: 'day'
      /** The midnight at which the day begins, in milliseconds since the Unix epoch. */
      readonly day: number
    }
  | { readonly type: 'entry'; readonly entry: ActivityEntry }

/** @param entries newest first. */
export function activityRows(entries: readonly ActivityEntry[]): ActivityRow[] {
  const rows: ActivityRow[] = []
  let day = Infinity
  for (const entry of entries) {
    // Most entries share their day with the entry before, so the costly start of the day is rarely computed.
    if (entry.at < day) {
      day = startOfDay(entry.at)
      rows.push({ type: 'day', day })
    }
    rows.push({ type: 'entry', entry })
  }
  return rows
}

/** Stable, and unique among the rows of one list. */
export function rowKey(row: ActivityRow): string {
  return row.type === 'day' ? `day ${row.day}` : row.entry.id
}
