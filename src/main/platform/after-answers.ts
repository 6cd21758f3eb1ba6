/**
 * Calls `runOne` when the work may begin, and again while it returns true. It runs one item, and returns whether there are
 * more.
 */
export type Later = (runOne: () => boolean) => void

/**
 * A queue of work without waiting callers. The work runs in order, after the answers that are ready now have been sent, so that
 * writing a line into the record does not delay a page.
 */
export class AfterAnswers {
  readonly #failed: (error: unknown) => void
  readonly #later: Later | undefined
  #queued: (() => void)[] = []

  /**
   * @param failed called with an error of an item. The other items and the caller of {@link finish} continue.
   * @param later by default, all work runs in the next turn of the event loop.
   */
  constructor(failed: (error: unknown) => void, later?: Later) {
    this.#failed = failed
    this.#later = later
  }

  readonly do = (work: () => void): void => {
    if (this.#queued.push(work) > 1) return
    if (this.#later) this.#later(this.#runOne)
    else setImmediate(() => this.finish())
  }

  /** Runs the queued work now. */
  finish(): void {
    const queued = this.#queued
    this.#queued = []
    for (const work of queued) this.#run(work)
  }

  /** @returns whether there are more items. */
  readonly #runOne = (): boolean => {
    const work = this.#queued.shift()
    if (work) this.#run(work)
    return this.#queued.length > 0
  }

  #run(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#failed(error)
    }
  }
}
