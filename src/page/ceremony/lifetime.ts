const { AbortController } = globalThis

/** Ends a call when its page aborts it, or when another call takes over. */
export class Lifetime {
  readonly #given: AbortSignal | undefined
  readonly #ended = new AbortController()

  /** @param given the page's signal. */
  constructor(given: AbortSignal | undefined) {
    this.#given = given
    given?.addEventListener('abort', this.#followPage)
  }

  /** Aborts when the call ends, with the reason. */
  get signal(): AbortSignal {
    return this.#ended.signal
  }

  /** Another listener of the page's signal may run before ours, so this asks the signal itself. */
  get hasEnded(): boolean {
    if (this.#given?.aborted) this.#followPage()
    return this.signal.aborted
  }

  end(reason: unknown): void {
    this.settle()
    this.#ended.abort(reason)
  }

  /** Call it when the call has its outcome. */
  settle(): void {
    this.#given?.removeEventListener('abort', this.#followPage)
  }

  readonly #followPage = () => this.end(this.#given?.reason)
}
