import type { ActivityEntry } from '../../shared/activity'
import { dayLabel } from './times'

export interface ActivityDay {
  readonly label: string
  readonly entries: readonly ActivityEntry[]
}

/** Entries, newest first, under the day that they happened on. */
export function activityDays(entries: readonly ActivityEntry[], now: number): ActivityDay[] {
  const days = new Map<string, ActivityEntry[]>()
  for (const entry of entries) {
    const label = dayLabel(entry.at, now)
    const day = days.get(label)
    if (day === undefined) days.set(label, [entry])
    else day.push(entry)
  }
  return Array.from(days, ([label, found]) => ({ label, entries: found }))
}
