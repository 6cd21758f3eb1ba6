import type { Clock } from './ports'

/** The longest delay that `setTimeout` takes, 24.8 days; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2_147_483_647

/** The system's clocks: the wall clock and the monotonic clock. */
export function systemClock(): Clock {
  return { now: () => Date.now(), monotonic: () => performance.now(), after }
}

function after(ms: number, callback: () => void): () => void {
  let timer: NodeJS.Timeout
  const wait = (left: number): void => {
    const step = Math.min(left, LONGEST_TIMER_MS)
    timer = setTimeout(() => (step < left ? wait(left - step) : callback()), step)
  }
  wait(Math.max(ms, 0))
  return () => clearTimeout(timer)
}
