/** How long work may run before other work gets a turn, in milliseconds. */
const SLICE_MS = 10

export interface Pace {
  /** How long a piece of the work lasts, in milliseconds. */
  readonly workMs: number
  /** How long the work rests between two pieces, in milliseconds. */
  readonly restMs: number
}

/** For work that nobody waits for. */
export const UNHURRIED: Pace = { workMs: 1, restMs: 4 }

/** Divides long work into short pieces, so that the window and the pages are served between them. */
export class Slices {
  readonly #pace: Pace
  #began = performance.now()

  constructor(pace: Pace = { workMs: SLICE_MS, restMs: 0 }) {
    this.#pace = pace
  }

  /** Resolves at once, or in a later turn of the event loop when the piece of work has lasted long enough. */
  async next(): Promise<void> {
    const { workMs, restMs } = this.#pace
    if (performance.now() - this.#began < workMs) return
    await new Promise((resolve) =>
      restMs > 0 ? setTimeout(resolve, restMs) : setImmediate(resolve),
    )
    this.#began = performance.now()
  }
}
