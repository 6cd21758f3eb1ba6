import type { ActivityReport } from '../../shared/activity'
import type { CeremonyTrace } from '../../shared/ceremony-detail'
import type { Clock } from '../platform/ports'

const WINDOW_MS = 1_000
/** The maximum number of different reports per second. A hostile program may invent any number of origins. */
const MAX_KINDS = 32

const TOO_MANY_KINDS: ActivityReport = {
  kind: 'refusal',
  origin: null,
  outcome: 'refused',
  reason: 'many different refusals within a second',
}

type Report = (report: ActivityReport, trace?: () => CeremonyTrace) => void

interface Window {
  readonly report: ActivityReport
  repeats: number
}

/** Throttles reports. Passes the first of several equal reports at once, then at most one per second with their number. */
export class RefusalLog {
  readonly #report: Report
  readonly #clock: Pick<Clock, 'after'>
  readonly #tooManyKinds: ActivityReport
  readonly #windows = new Map<string, Window>()

  /** @param tooManyKinds replaces further reports when there are too many different ones within a second. */
  constructor(
    report: Report,
    clock: Pick<Clock, 'after'>,
    tooManyKinds: ActivityReport = TOO_MANY_KINDS,
  ) {
    this.#report = report
    this.#clock = clock
    this.#tooManyKinds = tooManyKinds
  }

  /**
   * Reports a refusal, or a request without effect.
   *
   * @param trace of a ceremony. Kept only for the first of equal reports.
   */
  note(report: ActivityReport, trace?: () => CeremonyTrace): void {
    const key = keyOf(report)
    const open = this.#windows.get(key)
    if (open) open.repeats++
    else if (report !== this.#tooManyKinds && this.#windows.size >= MAX_KINDS)
      this.note(this.#tooManyKinds)
    else {
      this.#report(report, trace)
      this.#open(key, report)
    }
  }

  /** Does not report the repeats so far. Call it when the vault was erased. */
  forget(): void {
    this.#windows.clear()
  }

  #open(key: string, report: ActivityReport): void {
    const window: Window = { report, repeats: 0 }
    this.#windows.set(key, window)
    this.#clock.after(WINDOW_MS, () => {
      if (this.#windows.get(key) !== window) return
      this.#windows.delete(key)
      if (window.repeats === 0) return
      this.#report(summary(report, window.repeats))
      this.#open(key, report)
    })
  }
}

/** Includes every member that a reader sees, except the time, so that different reports do not hide each other. */
function keyOf({
  kind,
  signal,
  origin,
  rpId,
  error,
  reason,
  policy,
  left,
}: ActivityReport): string {
  const stayed = left?.map(({ passkeyId, because }) => [passkeyId, because])
  return JSON.stringify([kind, signal, origin, rpId, error, reason, policy, stayed])
}

/** The summary is a separate entry, so it does not reuse the id of the first report. */
function summary(report: ActivityReport, repeats: number): ActivityReport {
  const summed = { ...report, reason: `${report.reason} (${repeats} more within a second)` }
  delete summed.id
  return summed
}
