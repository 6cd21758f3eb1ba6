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
export class ThrottledReports {
  readonly #report: Report
  readonly #clock: Pick<Clock, 'after'>
  readonly #byOrigin = new Map<string | null, RefusalLog>()

  constructor(report: Report, clock: Pick<Clock, 'after'>) {
    this.#report = report
    this.#clock = clock
  }

  readonly report: Report = (entry, trace) => {
    if (entry.outcome === 'done' || entry.answeredBy) this.#report(entry, trace)
    else this.#ofOrigin(entry.origin).note(entry, trace)
  }

  /** Does not report the repeats so far. Call it when the vault was erased. */
  forget(): void {
    for (const log of this.#byOrigin.values()) log.forget()
    this.#byOrigin.clear()
  }

  #ofOrigin(origin: string | null): RefusalLog {
    const known = this.#byOrigin.get(origin)
    if (known) return known
    const log = new RefusalLog(this.#report, this.#clock, manyOf(origin))
    this.#byOrigin.set(origin, log)
    return log
  }
}

function manyOf(origin: string | null): ActivityReport {
  const reason = 'many different requests without effect within a second'
  return { kind: 'refusal', origin, outcome: 'refused', reason }
}
