/** How long work may run before other work gets a turn, in milliseconds. */
const SLICE_MS = 10

export interface Pace {
  /** The duration of a piece of work, in milliseconds. */
  readonly workMs: number
  /** The pause between two pieces, in milliseconds. */
  readonly restMs: number
}

/** For work without a waiting caller. */
export const UNHURRIED: Pace = { workMs: 1, restMs: 4 }

/** Long work in steps. It yields where other work may run. */
export type Steps<T> = Generator<undefined, T>

/** A value that is known without a step. */
export function* known<T>(value: T): Steps<T> {
  return value
}

/** Runs all steps without a pause. */
export function atOnce<T>(steps: Steps<T>): T {
  let step = steps.next()
  while (!step.done) step = steps.next()
  return step.value
}

/** Divides long work into short pieces, so that the window and the pages are served between them. */
export class Slices {
  readonly #pace: Pace
  #began = performance.now()

  constructor(pace: Pace = { workMs: SLICE_MS, restMs: 0 }) {
    this.#pace = pace
  }

  /** Resolves at once, or in a later turn of the event loop when the piece of work has lasted long enough. */
  async next(): Promise<void> {
    if (this.#isOver) await this.#rest()
  }

  /** Runs all steps, and pauses when a piece of the work has lasted long enough. */
  async run<T>(steps: Steps<T>): Promise<T> {
    let step = steps.next()
    while (!step.done) {
      if (this.#isOver) await this.#rest()
      step = steps.next()
    }
    return step.value
  }

  get #isOver(): boolean {
    return performance.now() - this.#began >= this.#pace.workMs
  }

  async #rest(): Promise<void> {
    const { restMs } = this.#pace
    await new Promise((resolve) =>
      restMs > 0 ? setTimeout(resolve, restMs) : setImmediate(resolve),
    )
    this.#began = performance.now()
  }
}
