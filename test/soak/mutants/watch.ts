const TICK_MS = 1_000

/** Calls back when nothing is heard for too long. Counts ticks: time in which the whole computer stands still is no waiting. */
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
