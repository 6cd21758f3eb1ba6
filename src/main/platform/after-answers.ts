/**
 * Work that nobody waits for. It is done in its order, once the answers that are ready now are on their way
 * to their pages: a line in the record must not cost a page its time.
 */
export class Later {
  #waiting: (() => void)[] = []

  readonly do = (work: () => void): void => {
    if (this.#waiting.push(work) === 1) setImmediate(() => this.finish())
  }

  /** Does at once what waits. */
  finish(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const work of waiting) work()
  }
}
