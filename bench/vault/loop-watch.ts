/** Measures how long the event loop is blocked, by the time between two turns of the loop. */
export class LoopWatch {
  #last = performance.now()
  #longest = 0
  #stopped = false

  constructor() {
    this.#turn()
  }

  /** @returns the longest time between two turns since the beginning, in milliseconds. */
  async stop(): Promise<number> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#stopped = true
    return this.#longest
  }

  #turn(): void {
    setImmediate(() => {
      const now = performance.now()
      this.#longest = Math.max(this.#longest, now - this.#last)
      this.#last = now
      if (!this.#stopped) this.#turn()
    })
  }
}
