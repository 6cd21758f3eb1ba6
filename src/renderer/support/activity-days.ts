/** The days of the record. A day is its midnight in local time, in milliseconds since the Unix epoch. */
import type { ActivityEntry } from '../../shared/activity'
import { startOfDay } from './times'

/** The days that have entries, the newest first. */
export function daysOf(entries: readonly ActivityEntry[]): readonly number[] {
  const days = new Set<number>()
  let [begin, end] = [0, 0]
  for (const { at } of entries) {
    // Most entries share their day with the entry before, so the costly start of the day is rarely computed.
    if (at >= begin && at < end) continue
    begin = startOfDay(at)
    end = nextDay(begin)
    days.add(begin)
  }
  return [...days].sort((a, b) => b - a)
}

/** @param day null: every day. */
export function dayFilter(day: number | null): (entry: ActivityEntry) => boolean {
  if (day === null) return () => true
  const end = nextDay(day)
  return ({ at }) => at >= day && at < end
}

/** A day has 23 to 25 hours. */
function nextDay(day: number): number {
  return new Date(day).setHours(24, 0, 0, 0)
}
