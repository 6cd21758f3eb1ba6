/** Who wants to hear that something changed, and what is told with it. */
export class Listeners<Told extends readonly unknown[] = []> {
  readonly #listeners = new Set<(...told: Told) => void>()

  /** Returns the function that stops listening. */
  add(listener: (...told: Told) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  call(...told: Told): void {
    for (const listener of this.#listeners) listener(...told)
  }
}
