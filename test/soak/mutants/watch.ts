const TICK_MS = 1_000

/**
 * A watchdog: calls back when it gets no report for too long. Counts ticks, so that time during which the whole computer
 * stands still does not count.
 */
export class Watch {
  readonly #timer: NodeJS.Timeout
  #leftMs: number

  constructor(patienceMs: number, expired: () => void) {
    this.#leftMs = patienceMs
    this.#timer = setInterval(() => {
      this.#leftMs -= TICK_MS
      if (this.#leftMs > 0) return
      this.stop()
      expired()
    }, TICK_MS)
  }

  restart(ms: number): void {
    this.#leftMs = ms
  }

  stop(): void {
    clearInterval(this.#timer)
  }
}
