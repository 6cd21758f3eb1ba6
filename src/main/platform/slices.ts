/** How long work may run before other work gets a turn, in milliseconds. */
const SLICE_MS = 10

/** Divides long work into short pieces, so that the window and the pages are served between them. */
export class Slices {
  #began = performance.now()

  /** Resolves at once, or in the next turn of the event loop when the piece of work has lasted long enough. */
  async next(): Promise<void> {
    if (performance.now() - this.#began < SLICE_MS) return
    await new Promise((resolve) => setImmediate(resolve))
    this.#began = performance.now()
  }
}
