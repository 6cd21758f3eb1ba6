import type { ActivityReport } from '../../shared/activity'
import { RefusalLog } from '../bridge/refusal-log'
import type { Clock } from '../platform/ports'

export type Report = (entry: ActivityReport) => void

/**
 * Throttles entries that changed nothing and that no user answered. They cost a page nothing, and a flood of them must
 * not push other entries out of the record. Each origin has its own throttle, so that no page hides the entries of
 * another. Only paired pages get this far.
 */
export function throttledReports(report: Report, clock: Pick<Clock, 'after'>): Report {
  const byOrigin = new Map<string | null, RefusalLog>()
  return (entry) => {
    if (entry.outcome === 'done' || entry.answeredBy) {
      report(entry)
      return
    }
    const { origin } = entry
    let log = byOrigin.get(origin)
    if (!log) byOrigin.set(origin, (log = new RefusalLog(report, clock, manyOf(origin))))
    log.note(entry)
  }
}

function manyOf(origin: string | null): ActivityReport {
  const reason = 'many different requests without effect within a second'
  return { kind: 'refusal', origin, outcome: 'refused', reason }
}
