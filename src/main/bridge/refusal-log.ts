import type { ActivityReport } from '../../shared/activity'
import type { Clock } from './ports'

const WINDOW_MS = 1_000
/** Different refusals a second; a hostile program may invent origins without end. */
const MAX_KINDS = 32

const others: ActivityReport = {
  kind: 'refusal',
  origin: null,
  outcome: 'refused',
  reason: 'many different refusals within a second',
}

interface Window {
  readonly report: ActivityReport
  more: number
}

/**
 * Passes reports on, but no flood of them: of the same reason and origin the first at once, and then one a
 * second, which says how many there were.
 */
export class RefusalLog {
  readonly #report: (report: ActivityReport) => void
  readonly #clock: Pick<Clock, 'after'>
  readonly #windows = new Map<string, Window>()

  constructor(report: (report: ActivityReport) => void, clock: Pick<Clock, 'after'>) {
    this.#report = report
    this.#clock = clock
  }

  /** Reports something that was turned away. */
  note(report: ActivityReport): void {
    const key = JSON.stringify([report.kind, report.origin, report.reason])
    const open = this.#windows.get(key)
    if (open) open.more++
    else if (report !== others && this.#windows.size >= MAX_KINDS) this.note(others)
    else {
      this.#report(report)
      this.#open(key, report)
    }
  }

  #open(key: string, report: ActivityReport): void {
    const window: Window = { report, more: 0 }
    this.#windows.set(key, window)
    this.#clock.after(WINDOW_MS, () => {
      this.#windows.delete(key)
      if (window.more === 0) return
      this.#report({ ...report, reason: `${report.reason} (${window.more} more within a second)` })
      this.#open(key, report)
    })
  }
}
