import type { ActivityReport } from '../../shared/activity'
import type { CeremonyTrace } from '../../shared/ceremony-detail'
import { RefusalLog } from '../bridge/refusal-log'
import type { Clock } from '../platform/ports'

export type Report = (entry: ActivityReport, trace?: () => CeremonyTrace) => void

/**
 * Throttles entries that changed nothing and that no user answered. They cost a page nothing, and a flood of them must not push
 * other entries out of the record. Each origin has its own throttle, so that no page hides the entries of another. Only paired
 * pages get this far.
 */
export function throttledReports(report: Report, clock: Pick<Clock, 'after'>): Report {
  const byOrigin = new Map<string | null, RefusalLog>()
  return (entry, trace) => {
    if (entry.outcome === 'done' || entry.answeredBy) {
      report(entry, trace)
      return
    }
    const { origin } = entry
    let log = byOrigin.get(origin)
    if (!log) byOrigin.set(origin, (log = new RefusalLog(report, clock, manyOf(origin))))
    log.note(entry, trace)
  }
}

function manyOf(origin: string | null): ActivityReport {
  const reason = 'many different requests without effect within a second'
  return { kind: 'refusal', origin, outcome: 'refused', reason }
}
