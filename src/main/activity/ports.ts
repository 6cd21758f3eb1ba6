/** What the record needs of the world, in its own words. */
import type { ActivityEntry } from '../../shared/activity'

/** Keeps the newest entries. */
export interface EntryStore {
  /** False while the vault is locked: entries wait in memory until the vault opens. */
  isOpen(): boolean
  /**
   * Written when convenient.
   *
   * @param detail of the entry, as JSON. It is let go before the entry is.
   */
  add(entry: ActivityEntry, detail?: string): void
  /** Newest first. */
  list(): readonly ActivityEntry[]
  /** The detail of an entry, as JSON; null where none is kept. */
  detail(entryId: string): string | null
}
