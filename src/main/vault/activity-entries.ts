/** The activity record, sealed in the vault. */
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
  /** The ids of the entries, by origin. Refused connections without an origin count as one origin. */
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

  /** Also false while the vault is closing: a change must then wait until the vault opens again. */
  isOpen(): boolean {
    return this.#access.isOpen && !this.#access.contents.records.isClosed
  }

  /**
   * Adds an entry. When there are too many entries, removes the oldest. If one origin has more than half of the entries,
   * removes the oldest entry of that origin. A crash may lose the entries of the last second. While the disk cannot be written,
   * only the last thousand entries are kept.
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
      // `glance` does not keep the decoded value. The window keeps the entries, so the vault need not.
      if (place >= start) part.push(withLaterFields(kept.glance() as StoredEntry))
      place++
    }
    return { entries: part.reverse(), older: start }
  }

  /**
   * The detail of an entry, as JSON; null when no detail is kept.
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
