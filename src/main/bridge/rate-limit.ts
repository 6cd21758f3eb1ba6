import type { Clock } from '../platform/ports'

/** At most `limit` uses of one key within any `windowMs`. */
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

  /** Whether one more use fits now. */
  allows(key: string): boolean {
    this.#forgetOld()
    return (this.#uses.get(key)?.length ?? 0) < this.#limit
  }

  /** Notes a use, unless it does not fit. */
  take(key: string): boolean {
    if (!this.allows(key)) return false
    const uses = this.#uses.get(key)
    if (uses) uses.push(this.#clock.monotonic())
    else this.#uses.set(key, [this.#clock.monotonic()])
    return true
  }

  /** Takes the latest use back: it turned out to be none. */
  refund(key: string): void {
    this.#uses.get(key)?.pop()
  }

  /** Keys are origins, which a hostile program may invent without end: none is kept when it is over. */
  #forgetOld(): void {
    const since = this.#clock.monotonic() - this.#windowMs
    for (const [key, uses] of this.#uses) {
      while (uses[0] !== undefined && uses[0] <= since) uses.shift()
      if (uses.length === 0) this.#uses.delete(key)
    }
  }
}
