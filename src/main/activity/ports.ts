/** What the record needs of the world, in its own words. */
import type { ActivityEntry } from '../../shared/activity'

export interface EntriesPart {
  readonly entries: readonly ActivityEntry[]
  /** How many entries are older than these. */
  readonly older: number
}

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
  /**
   * A part of the list, newest first. What is added and let go between two parts leaves out no other entry, but may repeat some.
   *
   * @param count how many at most.
   * @param older of the part before; left out: from the newest entry.
   */
  listPart(count: number, older?: number): EntriesPart
  /** The detail of an entry, as JSON; null where none is kept. */
  detail(entryId: string): string | null
}
