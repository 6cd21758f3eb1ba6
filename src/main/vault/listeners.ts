/** Callbacks for a change. */
export class Listeners<Args extends readonly unknown[] = []> {
  readonly #listeners = new Set<(...args: Args) => void>()

  /** Returns the function that stops listening. */
  add(listener: (...args: Args) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  call(...args: Args): void {
    for (const listener of this.#listeners) listener(...args)
  }
}
