/** The order of the test files for a mutant. Files that are likely to kill the mutant soon come first. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'

interface Experience {
  /** How long each test file takes without a mutant. */
  readonly durations: Record<string, number>
  /** For each file of code: how many of its mutants each test file has killed. */
  readonly kills: Record<string, Record<string, number>>
}

export class TestOrder {
  readonly #path: string
  readonly #experience: Experience

  /** @param path of a file that saves the experience for the next process. */
  constructor(path: string) {
    this.#path = path
    this.#experience = existsSync(path)
      ? (JSON.parse(readFileSync(path, 'utf8')) as Experience)
      : { durations: {}, kills: {} }
  }

  get knowsDurations(): boolean {
    return Object.keys(this.#experience.durations).length > 0
  }

  durationOf(tests: string): number | undefined {
    return this.#experience.durations[tests]
  }

  noteDuration(tests: string, ms: number): void {
    this.#experience.durations[tests] = ms
    this.#save()
  }

  noteKill(changed: readonly string[], tests: string): void {
    for (const path of changed) {
      const kills = (this.#experience.kills[path] ??= {})
      kills[tests] = (kills[tests] ?? 0) + 1
    }
    this.#save()
  }

  /** Orders test files for a mutant that changes these files of code. */
  sort<T extends { readonly moduleId: string }>(
    tests: readonly T[],
    changed: readonly string[],
  ): readonly T[] {
    return tests
      .map((test) => ({ test, costs: this.#costs(test.moduleId, changed) }))
      .toSorted((a, b) => a.costs - b.costs)
      .map(({ test }) => test)
  }

  /** The duration of a test file divided by its chance to kill. */
  #costs(tests: string, changed: readonly string[]): number {
    const chances = changed.map((path) => {
      const namesake = basename(path, '.ts') === basename(tests, '.test.ts')
      return (this.#experience.kills[path]?.[tests] ?? 0) + (namesake ? 1 : 0)
    })
    return (this.durationOf(tests) ?? 0) / (0.1 + Math.max(0, ...chances))
  }

  #save(): void {
    writeFileSync(this.#path, JSON.stringify(this.#experience))
  }
}
