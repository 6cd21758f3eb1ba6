/** The record as the list shows it: the entries, each day under its heading. */
import type { ActivityEntry } from '../../shared/activity'
import { startOfDay } from './times'

export type ActivityRow =
  | {
      readonly type: 'day'
      /** The midnight at which the day begins, in milliseconds since the Unix epoch. */
      readonly day: number
    }
  | EntryRow

export interface EntryRow {
  readonly type: 'entry'
  readonly entry: ActivityEntry
}

/** Made only once, because each key of a search lists some of the rows again. */
export function entryRows(entries: readonly ActivityEntry[]): EntryRow[] {
  return entries.map((entry) => ({ type: 'entry', entry }))
}

/** @param found newest first. */
export function activityRows(found: readonly EntryRow[]): ActivityRow[] {
  const rows: ActivityRow[] = []
  let day = Infinity
  for (const row of found) {
    const { entry } = row
    // Most entries share their day with the entry before, so the costly start of the day is rarely computed.
    if (entry.at < day) {
      day = startOfDay(entry.at)
      rows.push({ type: 'day', day })
    }
    rows.push(row)
  }
  return rows
}

/** Stable, and unique among the rows of one list. */
export function rowKey(row: ActivityRow): string {
  return row.type === 'day' ? `day ${row.day}` : row.entry.id
}
