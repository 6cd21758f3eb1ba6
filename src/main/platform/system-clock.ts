import type { Clock } from './ports'

/** The maximum delay of `setTimeout`, 24.8 days. A longer delay would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647

interface ClockOptions {
  /** Whether the process may end before its timers have fired; false by default. */
  readonly isUnref?: boolean
}

/** The system's clocks: the wall clock and the monotonic clock. */
export function systemClock({ isUnref = false }: ClockOptions = {}): Clock {
  return {
    now: () => Date.now(),
    monotonic: () => performance.now(),
    after: (ms, callback) => after(ms, callback, isUnref),
  }
}

function after(ms: number, callback: () => void, isUnref: boolean): () => void {
  let timer: NodeJS.Timeout
  const wait = (left: number): void => {
    const step = Math.min(left, LONGEST_TIMER_MS)
    timer = setTimeout(() => (step < left ? wait(left - step) : callback()), step)
    if (isUnref) timer.unref()
  }
  wait(Math.max(ms, 0))
  return () => clearTimeout(timer)
}
