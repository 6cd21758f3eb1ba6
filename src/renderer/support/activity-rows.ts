import type { ActivityEntry } from '../../shared/activity'
import { startOfDay } from './times'

export interface ActivityRow {
  readonly entry: ActivityEntry
  /** It stands under a heading of its day. */
  readonly beginsDay: boolean
}

/** @param entries newest first. */
export function activityRows(entries: readonly ActivityEntry[]): ActivityRow[] {
  let day = Infinity
  return entries.map((entry) => {
    // Thousands of entries are of the same day: most need no calendar.
    const beginsDay = entry.at < day
    if (beginsDay) day = startOfDay(entry.at)
    return { entry, beginsDay }
  })
}
