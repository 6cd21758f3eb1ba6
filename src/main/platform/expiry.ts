/**
 * When things expire whose end is a time of the wall clock. The wall clock may be wrong. So what it ends is valid again
 * once the clock is right again. But what has had its time while Latchkey ran stays ended, even when the clock is set
 * back.
 */
import type { Clock } from './ports'

export class Expiry {
  readonly #clock: Pick<Clock, 'now' | 'monotonic'>
  /** When each thing that was valid here ends, on the clock that never jumps. */
  readonly #ends = new Map<string, number>()

  constructor(clock: Pick<Clock, 'now' | 'monotonic'>) {
    this.#clock = clock
  }

  /**
   * Milliseconds until the thing expires, by the clock that ends it first; 0 or less once it has expired.
   *
   * @param expiresAt the same at each call for one id, in milliseconds since the Unix epoch.
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
