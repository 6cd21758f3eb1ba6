/** One at a time; the others wait in order. */
export class Turns {
  #busy = false
  readonly #waiting: (() => void)[] = []

  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Settles when it is the caller's turn, with the function that ends it.
   *
   * @throws `signal.reason` when that comes first.
   */
  async take(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (this.#busy) await this.#wait(signal)
    this.#busy = true
    return () => this.#next()
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const turn = () => {
        signal.removeEventListener('abort', leave)
        resolve()
      }
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(turn), 1)
        reject(signal.reason as Error)
      }
      this.#waiting.push(turn)
      signal.addEventListener('abort', leave, { once: true })
    })
  }

  /** Hands over without a gap, so that nobody slips in between. */
  #next(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#busy = false
  }
}
