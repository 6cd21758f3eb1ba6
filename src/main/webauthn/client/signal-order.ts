import type { ReceivedSignal } from './ports'

/**
 * Keeps the signals of an origin in order. A check may take long if related origins are fetched, and later signals must not
 * overtake it.
 */
export class SignalOrder {
  readonly #last = new Map<string, Promise<void>>()

  /** Resolves once the signals of an origin have been passed on; undefined when none is being checked. */
  handedOn(origin: string): Promise<void> | undefined {
    return this.#last.get(origin)
  }

  /** Resolves once the signals of all origins have been passed on. */
  async allHandedOn(): Promise<void> {
    await Promise.all(this.#last.values())
  }

  /**
   * @param checked rejects for a signal that has no effect.
   * @param handOn called in the order of these calls, and only after `checked` has settled.
   */
  add(
    origin: string,
    checked: Promise<ReceivedSignal>,
    handOn: (signal: ReceivedSignal) => void,
  ): void {
    const before = this.#last.get(origin) ?? Promise.resolve()
    const turn = Promise.allSettled([checked, before]).then(([own]) => {
      if (this.#last.get(origin) === turn) this.#last.delete(origin)
      if (own.status === 'fulfilled') handOn(own.value)
    })
    this.#last.set(origin, turn)
  }
}
