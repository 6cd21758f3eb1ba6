/** The ports of the activity record. */
import type { ActivityEntry } from '../../shared/activity'

export interface EntriesPart {
  readonly entries: readonly ActivityEntry[]
  /** The number of entries older than these. */
  readonly older: number
}

/** Keeps the newest entries. */
export interface EntryStore {
  /** False while the vault is locked: entries wait in memory until the vault opens. */
  isOpen(): boolean
  /**
   * Writes the entry later.
   *
   * @param detail of the entry, as JSON. It is dropped before the entry.
   */
  add(entry: ActivityEntry, detail?: string): void
  /** Newest first. */
  list(): readonly ActivityEntry[]
  /**
   * A part of the list, newest first. If entries are added or dropped between two parts, no other entry is missed, but some may
   * be repeated.
   *
   * @param count the maximum number.
   * @param older of the previous part; omit it to begin with the newest entry.
   */
  listPart(count: number, older?: number): EntriesPart
  /** The detail of an entry, as JSON; null when no detail is kept. */
  detail(entryId: string): string | null
}
