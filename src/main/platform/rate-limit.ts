import type { Clock } from './ports'

/** Allows at most `limit` uses of one key within any `windowMs`. */
export class RateLimit {
  readonly #limit: number
  readonly #windowMs: number
  readonly #clock: Pick<Clock, 'monotonic'>
  /** When each key was used, oldest first. */
  readonly #uses = new Map<string, number[]>()

  constructor(limit: number, windowMs: number, clock: Pick<Clock, 'monotonic'>) {
    this.#limit = limit
    this.#windowMs = windowMs
    this.#clock = clock
  }

  /** Whether the limit allows one more use now. */
  allows(key: string): boolean {
    this.#forgetOld()
    return (this.#uses.get(key)?.length ?? 0) < this.#limit
  }

  /** Counts a use and returns true, or returns false if the limit is reached. */
  take(key: string): boolean {
    if (!this.allows(key)) return false
    const uses = this.#uses.get(key)
    if (uses) uses.push(this.#clock.monotonic())
    else this.#uses.set(key, [this.#clock.monotonic()])
    return true
  }

  /** Removes the latest use, because it should not count. */
  refund(key: string): void {
    this.#uses.get(key)?.pop()
  }

  /** Also deletes unused keys, because keys are origins, and a hostile program may invent any number of them. */
  #forgetOld(): void {
    const since = this.#clock.monotonic() - this.#windowMs
    for (const [key, uses] of this.#uses) {
      while (uses[0] !== undefined && uses[0] <= since) uses.shift()
      if (uses.length === 0) this.#uses.delete(key)
    }
  }
}
