/** A mutual exclusion lock. Callers that wait get the lock in the order of their calls. */
export class Mutex {
  #locked = false
  readonly #waiting: (() => void)[] = []

  get waiting(): number {
    return this.#waiting.length
  }

  /**
   * Resolves once the caller has the lock, with the function that releases it.
   *
   * @throws `signal.reason` when `signal` aborts first.
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

  /** Passes the lock directly to the next caller, so that a new caller cannot overtake it. */
  #release(): void {
    const next = this.#waiting.shift()
    if (next) next()
    else this.#locked = false
  }
}
