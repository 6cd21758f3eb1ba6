/** The record of what happened, sealed with the rest. */
import type { ActivityEntry } from '../../shared/activity'
import type { EntryStore } from '../activity/ports'
import type { Operation } from './operation'
import type { VaultAccess } from './vault-access'

const ACTIVITY = 'activity'

/** The newest so many are kept. */
const ENTRIES_AT_MOST = 10_000

export class ActivityEntries implements EntryStore {
  readonly #access: VaultAccess
  /** Ids, oldest first. */
  #ids = new Set<string>()

  constructor(access: VaultAccess) {
    this.#access = access
    access.onChange((contents) => {
      const entries = contents ? contents.records.entries(ACTIVITY) : []
      this.#ids = new Set(Array.from(entries, ([id]) => id))
    })
  }

  isOpen(): boolean {
    return this.#access.isOpen
  }

  /**
   * Adds an entry, and lets the oldest go when there are too many. A crash may take back the last second's, and a
   * disk that takes nothing for long all but the last thousand.
   *
   * @throws {VaultLockedError}
   */
  add(entry: ActivityEntry): void {
    this.#access.contents.records.soon(() => {
      this.#ids.add(entry.id)
      const operations: Operation[] = [['put', ACTIVITY, entry.id, entry]]
      for (const id of this.#ids) {
        if (this.#ids.size <= ENTRIES_AT_MOST) break
        this.#ids.delete(id)
        operations.push(['delete', ACTIVITY, id])
      }
      return operations
    }, 'newest')
  }

  /**
   * Newest first.
   *
   * @throws {VaultLockedError}
   */
  list(): readonly ActivityEntry[] {
    const { records } = this.#access.contents
    return Array.from(records.entries(ACTIVITY), ([, value]) => value as ActivityEntry).reverse()
  }
}
