/** What the record needs of the world, in its own words. */
import type { ActivityEntry } from '../../shared/activity'

/** Keeps the newest entries. */
export interface EntryStore {
  /** False while the vault is locked: entries wait in memory until the vault opens. */
  isOpen(): boolean
  /** Written when convenient. */
  add(entry: ActivityEntry): void
  /** Newest first. */
  list(): readonly ActivityEntry[]
}
