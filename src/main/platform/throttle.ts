import type { Clock } from '../bridge/ports'

/**
 * Tells of many changes by few calls: the first at once, and all that follow within a time by one when it is
 * over. So the last is always told.
 *
 * @param ms the least time between two calls of `tell`.
 * @returns what is to be called for every change.
 */
export function seldom(tell: () => void, ms: number, clock: Pick<Clock, 'after'>): () => void {
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
