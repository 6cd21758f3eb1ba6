/**
 * When things expire that end at a wall-clock time. The wall clock may be wrong, so what it ended is valid again once the clock
 * is corrected. But a thing whose time was over while Latchkey ran stays expired, even if the clock is set back.
 */
import type { Clock } from './ports'

export class Expiry {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>
  /** The end of each thing that was valid here, on the monotonic clock. */
  readonly #ends = new Map<string, number>()

  constructor(clock: Pick<Clock, 'now' | 'monotonic'>) {
    this.#clock = clock
  }

  /**
   * Milliseconds until the thing expires, by the clock that ends it first; 0 or less once it has expired.
   *
   * @param expiresAt the same in each call for one id, in milliseconds since the Unix epoch.
   */
  leftMs(id: string, expiresAt: number): number {
    const left = expiresAt - this.#clock.now()
    if (left <= 0) return left
    const now = this.#clock.monotonic()
    const end = this.#ends.get(id) ?? now + left
    this.#ends.set(id, end)
    return Math.min(left, end - now)
  }
}
