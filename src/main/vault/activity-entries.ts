/** The record of what happened, sealed with the rest. */
import type { ActivityEntry } from '../../shared/activity'
import type { EntriesPart, EntryStore } from '../activity/ports'
import { CeremonyDetails } from './ceremony-details'
import { FairQueue } from './fair-queue'
import { encodedNames } from './cbor-parts'
import type { Operation } from './operation'
import type { VaultAccess } from './vault-access'

const ACTIVITY = 'activity'

const ENTRIES_AT_MOST = 10_000

/** An entry as the file may hold it. */
type StoredEntry = Omit<ActivityEntry, LaterField> & Partial<Pick<ActivityEntry, LaterField>>

type LaterField = 'policy' | 'left' | 'moreChanges' | 'undoes' | 'fault'

/** The fields that entries of earlier builds lack. */
const LATER_FIELDS: Pick<ActivityEntry, LaterField> = {
  policy: null,
  left: [],
  moreChanges: 0,
  undoes: null,
  fault: null,
}

const ORIGIN = encodedNames('origin')

export class ActivityEntries implements EntryStore {
  readonly #access: VaultAccess
  /** The ids of the entries, by origin. Refused connections without an origin share one place. */
  readonly #queue = new FairQueue(ENTRIES_AT_MOST)
  readonly #details = new CeremonyDetails()

  constructor(access: VaultAccess) {
    this.#access = access
    access.onChange((contents) => {
      this.#queue.clear()
      for (const [id, kept] of contents?.records.entries(ACTIVITY) ?? [])
        this.#queue.add(id, ownerOf(kept.fields(ORIGIN) as Pick<StoredEntry, 'origin'>))
      if (contents) this.#details.open(contents.records, (id) => this.#queue.has(id))
      else this.#details.close()
    })
  }

  /** False also while the vault is closing: what comes then must wait for the next opening. */
  isOpen(): boolean {
    return this.#access.isOpen && !this.#access.contents.records.isClosed
  }

  /**
   * Adds an entry, and lets an old one go when there are too many: the oldest, or where one origin has more than half
   * of them that origin's oldest. A crash may lose the last second's entries. While a disk cannot be written, all
   * but the last thousand are lost.
   *
   * @throws {VaultLockedError}
   */
  add(entry: ActivityEntry, detail?: string): void {
    this.#access.contents.records.soon(() => {
      this.#queue.add(entry.id, ownerOf(entry))
      const surplus = this.#queue.takeSurplus()
      return [
        ['put', ACTIVITY, entry.id, entry],
        ...surplus.map((id): Operation => ['delete', ACTIVITY, id]),
        ...(detail === undefined ? [] : this.#details.add(entry.id, detail)),
        ...this.#details.drop(surplus),
      ]
    }, 'newest')
  }

  /**
   * Newest first.
   *
   * @throws {VaultLockedError}
   */
  list(): readonly ActivityEntry[] {
    const { records } = this.#access.contents
    return Array.from(records.entries(ACTIVITY), ([, { value }]) =>
      withLaterFields(value as StoredEntry),
    ).reverse()
  }

  /** @throws {VaultLockedError} */
  listPart(count: number, older = Infinity): EntriesPart {
    const { records } = this.#access.contents
    const end = Math.min(older, records.count(ACTIVITY))
    const start = Math.max(end - count, 0)
    const part: ActivityEntry[] = []
    let place = 0
    for (const [, kept] of records.entries(ACTIVITY)) {
      if (place >= end) break
      // A glance: the window has the entries from now on, so they need not be kept decoded here, too.
      if (place >= start) part.push(withLaterFields(kept.glance() as StoredEntry))
      place++
    }
    return { entries: part.reverse(), older: start }
  }

  /**
   * The detail of an entry, as JSON; null where none is kept.
   *
   * @throws {VaultLockedError}
   */
  detail(entryId: string): string | null {
    return this.#details.find(this.#access.contents.records, entryId)
  }
}

function ownerOf({ origin }: Pick<StoredEntry, 'origin'>): string {
  return origin ?? ''
}

function withLaterFields(entry: StoredEntry): ActivityEntry {
  return isOfToday(entry) ? entry : { ...LATER_FIELDS, ...entry }
}

function isOfToday(entry: StoredEntry): entry is ActivityEntry {
  return Object.keys(LATER_FIELDS).every((name) => Object.hasOwn(entry, name))
}
