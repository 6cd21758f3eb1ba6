/** Who wants to hear that something changed. */
export class Listeners {
  readonly #listeners = new Set<() => void>()

  /** Returns the function that stops listening. */
  add(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  call(): void {
    for (const listener of this.#listeners) listener()
  }
}
