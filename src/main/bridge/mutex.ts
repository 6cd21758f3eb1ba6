/** One at a time; the others wait in order. */
export class Mutex {
  #locked = false
  readonly #waiting: (() => void)[] = []

  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Settles when it is the caller's turn, with the function that ends it.
   *
   * @throws `signal.reason` when that comes first.
   */
  async lock(signal: AbortSignal): Promise<() => void> {
    signal.throwIfAborted()
    if (this.#locked) await this.#wait(signal)
    this.#locked = true
    return () => this.#release()
  }

  #wait(signal: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      const acquire = () => {
        signal.removeEventListener('abort', giveUp)
        resolve()
      }
      const giveUp = () => {
        this.#waiting.splice(this.#waiting.indexOf(acquire), 1)
        reject(signal.reason as Error)
      }
      this.#waiting.push(acquire)
      signal.addEventListener('abort', giveUp, { once: true })
    })
  }

  /** Hands over without a gap, so that nobody slips in between. */
  #release(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#locked = false
  }
}
