import type { ReceivedSignal } from './ports'

/**
 * The order in which the pages of an origin signalled. One check may take long, where related origins are
 * fetched; what came after it must not act before it.
 */
export class SignalOrder {
  readonly #last = new Map<string, Promise<void>>()

  /**
   * @param checked rejects for a signal that has no effect.
   * @param handOn is called in the order of these calls, and not before `checked` has settled.
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
