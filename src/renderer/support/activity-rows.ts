import type { ActivityEntry } from '../../shared/activity'
import { startOfDay } from './times'

export interface ActivityRow {
  readonly entry: ActivityEntry
  /** The first entry of its day has a heading. */
  readonly beginsDay: boolean
}

/** @param entries newest first. */
export function activityRows(entries: readonly ActivityEntry[]): ActivityRow[] {
  let day = Infinity
  return entries.map((entry) => {
    // Most entries share their day with the entry before, so the costly start of the day is rarely computed.
    const beginsDay = entry.at < day
    if (beginsDay) day = startOfDay(entry.at)
    return { entry, beginsDay }
  })
}
