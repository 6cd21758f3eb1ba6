import type { Clock } from './ports'

/**
 * Throttles `tell`: calls it at once, then at most once per `ms`, always ending with a call after the last change.
 *
 * @param ms the minimum time between two calls of `tell`.
 * @returns the function to call on every change.
 */
export function throttle(tell: () => void, ms: number, clock: Pick<Clock, 'after'>): () => void {
  let resting = false
  let missed = false
  const rest = (): void => {
    resting = true
    clock.after(ms, () => {
      resting = false
      if (missed) now()
    })
  }
  const now = (): void => {
    missed = false
    rest()
    tell()
  }
  return () => {
    if (resting) missed = true
    else now()
  }
}
