/** The user's choices for single pages: the signal policy and the provider profile. */
import * as v from 'valibot'
import { Listeners } from './listeners'
import type { VaultAccess } from './vault-access'

/** Choices by origin. Reads throw a `VaultLockedError` while no vault is open, and changes reject with one. */
export class PageChoiceStore<T extends string> {
  readonly #access: VaultAccess
  readonly #collection: string
  readonly #choice: v.GenericSchema<unknown, T>
  readonly #changed = new Listeners()

  /** @param collection its name in the file. */
  constructor(access: VaultAccess, collection: string, choice: v.GenericSchema<unknown, T>) {
    this.#access = access
    this.#collection = collection
    this.#choice = choice
    access.onChange((contents) => {
      contents?.records.onApplied((batch) => {
        if (batch.some(([, changed]) => changed === collection)) this.#changed.call()
      })
      this.#changed.call()
    })
  }

  /** Calls back after every change. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** null when the page has no choice of its own, or a choice that only a newer Latchkey knows. */
  own(origin: string): T | null {
    const stored = this.#access.contents.records.get(this.#collection, origin)
    const result = v.safeParse(this.#choice, stored)
    return result.success ? result.output : null
  }

  /** The pages that have this choice. */
  originsOf(choice: T): string[] {
    const { records } = this.#access.contents
    return Array.from(records.entries(this.#collection), ([origin]) => origin).filter(
      (origin) => this.own(origin) === choice,
    )
  }

  /** The choice outlives the page's grants. A page that pairs again gets the same choice until the user removes it. */
  async set(origin: string, choice: T | null): Promise<void> {
    const { records } = this.#access.contents
    const collection = this.#collection
    await records.write(() => {
      const stored = records.get(collection, origin)
      if (choice !== null) return choice === stored ? [] : [['put', collection, origin, choice]]
      return stored === undefined ? [] : [['delete', collection, origin]]
    })
  }
}
