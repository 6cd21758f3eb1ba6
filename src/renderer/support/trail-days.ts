import type { Rename } from '../../shared/passkey'
import { startOfDay } from './times'

export interface TrailDay {
  /** Midnight in local time, in milliseconds since the Unix epoch. */
  readonly day: number
  readonly renames: readonly Rename[]
}

/** The changes of each day, in their order. */
export function trailDays(renames: readonly Rename[]): TrailDay[] {
  const days: { day: number; renames: Rename[] }[] = []
  for (const rename of renames) {
    const day = startOfDay(rename.at)
    const last = days.at(-1)
    if (last?.day === day) last.renames.push(rename)
    else days.push({ day, renames: [rename] })
  }
  return days
}
