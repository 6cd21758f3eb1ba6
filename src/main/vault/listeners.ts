/**
 * Callbacks for a change. The change is complete, whatever a listener throws: its error is left to Node as an unhandled
 * rejection, which the app logs.
 */
export class Listeners<Args extends readonly unknown[] = []> {
  readonly #listeners = new Set<(...args: Args) => void>()

  /** Returns the function that stops listening. */
  add(listener: (...args: Args) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  call(...args: Args): void {
    for (const listener of this.#listeners)
      try {
        listener(...args)
      } catch (error) {
        void Promise.reject(error instanceof Error ? error : new Error(String(error)))
      }
  }
}
