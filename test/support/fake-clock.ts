import type { Clock } from '../../src/main/platform/ports'

interface Timer {
  readonly due: number
  readonly callback: () => void
}

/** Time that passes when the test says so. */
export class FakeClock implements Clock {
  #wall = Date.UTC(2026, 0, 1)
  #monotonic = 0
  readonly #timers = new Set<Timer>()

  now(): number {
    return this.#wall
  }

  monotonic(): number {
    return this.#monotonic
  }

  after(ms: number, callback: () => void): () => void {
    const timer = { due: this.#monotonic + ms, callback }
    this.#timers.add(timer)
    return () => void this.#timers.delete(timer)
  }

  /** How long the last of the timers waits, in milliseconds; 0 without timers. */
  longest(): number {
    return Math.max(0, ...[...this.#timers].map(({ due }) => due - this.#monotonic))
  }

  /** Lets time pass on both clocks, and runs the callbacks that are due, in order. */
  advance(ms: number): void {
    const until = this.#monotonic + ms
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a.due - b.due)
      if (!next || next.due > until) break
      this.#timers.delete(next)
      this.#move(Math.max(next.due - this.#monotonic, 0))
      next.callback()
    }
    this.#move(until - this.#monotonic)
  }

  /** Sets the wall clock, as a person or the network can. */
  jump(ms: number): void {
    this.#wall += ms
  }

  #move(ms: number): void {
    this.#monotonic += ms
    this.#wall += ms
  }
}
