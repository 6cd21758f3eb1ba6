import type { ActivityEntry } from '../../shared/activity'
import { activityTitle } from './describe-activity'
import { displayText } from './display-text'
import { dayLabel, preciseTime } from './times'

/** An entry of the record in one line, for a list to choose from. */
export function entryLabel(entry: ActivityEntry, now: number): string {
  const when = `${dayLabel(entry.at, now)} ${preciseTime(entry.at)}`
  return `${when} · ${activityTitle(entry)} · ${displayText(entry.origin ?? 'no page', 80)}`
}
