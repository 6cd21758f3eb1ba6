/**
 * A queue of work that no caller waits for. The work runs in order, after the answers that are ready now are on their
 * way to their pages, so that writing a line into the record does not delay a page.
 */
export class AfterAnswers {
  #queued: (() => void)[] = []

  readonly do = (work: () => void): void => {
    if (this.#queued.push(work) === 1) setImmediate(() => this.finish())
  }

  /** Runs the queued work now. */
  finish(): void {
    const queued = this.#queued
    this.#queued = []
    for (const work of queued) work()
  }
}
