/** A parsed search of the user. */
export interface Search<S> {
  /** True when this search finds nothing that `before` does not find. */
  narrows(before: S): boolean
}

interface Step<T, S> {
  readonly text: string
  readonly search: S
  readonly found: readonly T[]
}

/**
 * Searches a long list again on each key. A longer search looks only at the results of the shorter one, and deleting a
 * character returns the earlier results. The results are the same as those of a fresh search, and stay the same array as
 * long as they hold the same values.
 */
export class SearchSteps<T, S extends Search<S>> {
  readonly #parse: (text: string) => S
  readonly #matches: (search: S, value: T) => boolean
  #all: readonly T[] = []
  /** Each step narrows the step before. */
  #steps: Step<T, S>[] = []

  constructor(parse: (text: string) => S, matches: (search: S, value: T) => boolean) {
    this.#parse = parse
    this.#matches = matches
  }

  /** @param all the whole list; a new array if it has changed. */
  find(all: readonly T[], text: string): readonly T[] {
    if (all !== this.#all || text.trim() === '') this.#steps = []
    this.#all = all
    if (text.trim() === '') return all
    const search = this.#parse(text)
    const last = this.#lastBefore(text, search)
    if (last?.text === text) return last.found
    const values = last?.found ?? all
    const matching = values.filter((value) => this.#matches(search, value))
    const found = matching.length === values.length ? values : matching
    this.#steps.push({ text, search, found })
    return found
  }

  /** The last step that the search continues or repeats. The steps after it are forgotten. */
  #lastBefore(text: string, search: S): Step<T, S> | undefined {
    let last = this.#steps.at(-1)
    while (last && last.text !== text && !search.narrows(last.search)) {
      this.#steps.pop()
      last = this.#steps.at(-1)
    }
    return last
  }
}
