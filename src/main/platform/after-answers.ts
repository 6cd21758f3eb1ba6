/**
 * A queue of work that no caller waits for. The work runs in order, after the answers that are ready now are on their
 * way to their pages, so that writing a line into the record does not delay a page.
 */
export class AfterAnswers {
  readonly #failed: (error: unknown) => void
  readonly #later: (run: () => void) => void
  #queued: (() => void)[] = []

  /**
   * @param failed gets what a work throws. The other work goes on, and so does the caller of {@link finish}.
   * @param later calls back when the work may begin.
   */
  constructor(
    failed: (error: unknown) => void,
    later: (run: () => void) => void = (run) => void setImmediate(run),
  ) {
    this.#failed = failed
    this.#later = later
  }

  readonly do = (work: () => void): void => {
    if (this.#queued.push(work) === 1) this.#later(() => this.finish())
  }

  /** Runs the queued work now. */
  finish(): void {
    const queued = this.#queued
    this.#queued = []
    for (const work of queued) this.#run(work)
  }

  #run(work: () => void): void {
    try {
      work()
    } catch (error) {
      this.#failed(error)
    }
  }
}
