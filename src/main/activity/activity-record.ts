import * as v from 'valibot'
import type { ActivityEntry, ActivityReport, PasskeyChange } from '../../shared/activity'
import {
  ceremonyDetailSchema,
  type CeremonyDetail,
  type CeremonyTrace,
} from '../../shared/ceremony-detail'
import { cutNames } from '../../shared/cut-name'
import { MOST_PASSKEYS_NAMED } from '../../shared/most-named'
import { keptDetail } from './kept-detail'
import type { EntriesPart, EntryStore } from './ports'
import { AfterAnswers, type Later } from '../platform/after-answers'
import type { NewId } from '../platform/ports'

export interface ActivityPorts {
  readonly entries: EntryStore
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly newId: NewId
  /** Called with the error of an entry, or of its detail, that could not be made. */
  readonly failed: (error: unknown) => void
  /** When to make entries; by default after the answers that are ready have been sent. */
  readonly later?: Later | undefined
}

/** The maximum number of entries that wait for a locked vault. The newest are kept. */
const MAX_WAITING = 500
/** The maximum number of waiting entries that keep their detail. */
const MAX_DETAILS_WAITING = 50
/** UTF-16 code units of a name. A page may send 64 KiB, and ten thousand entries stay in memory. */
const LONGEST_NAME = 2000
/** The same limit for an entry with very many names. */
const SHORTEST_CUT = 100
/** The approximate total of all names of an entry, in UTF-16 code units. */
const ROOM_FOR_NAMES = 16_000

/** An entry, with its detail as JSON. */
interface Kept {
  readonly entry: ActivityEntry
  readonly detail?: string
}

/** The record of ceremonies, signals, pairings and refusals that the window shows. */
export class ActivityRecord {
  readonly #ports: ActivityPorts
  readonly #listeners = new Set<(entry: ActivityEntry) => void>()
  readonly #queue: AfterAnswers
  #waiting: readonly Kept[] = []

  constructor(ports: ActivityPorts) {
    this.#ports = ports
    this.#queue = new AfterAnswers(ports.failed, ports.later)
  }

  /** Adds an entry soon, when no page is waiting for an answer. A reader of the record sees it at once. */
  readonly reportLater = (report: ActivityReport, trace?: () => CeremonyTrace): void => {
    const at = this.#ports.now()
    this.#queue.do(() => void this.#add(report, at, trace))
  }

  /** Adds an entry now, after all entries reported before. */
  readonly report = (report: ActivityReport): ActivityEntry => {
    this.#queue.finish()
    return this.#add(report, this.#ports.now())
  }

  #add(report: ActivityReport, at: number, trace?: () => CeremonyTrace): ActivityEntry {
    const entry: ActivityEntry = {
      signal: null,
      rpId: null,
      error: null,
      passkeyId: null,
      names: null,
      answeredBy: null,
      policy: null,
      undoes: null,
      fault: null,
      id: this.#ports.newId(),
      ...report,
      ...(report.names && { names: cutNames(report.names, LONGEST_NAME) }),
      ...cutLists(report),
      at,
    }
    const detail = trace && this.#detailOf(entry.id, trace)
    this.#keepOrWait({ entry, ...(detail !== undefined && { detail }) })
    for (const listener of this.#listeners) listener(entry)
    return entry
  }

  /** @returns undefined when it cannot be made. The entry is kept anyway. */
  #detailOf(entryId: string, trace: () => CeremonyTrace): string | undefined {
    try {
      return keptDetail(entryId, trace())
    } catch (error) {
      this.#ports.failed(error)
      return undefined
    }
  }

  #keepOrWait(kept: Kept): void {
    if (this.#keep(kept)) return
    const waiting = [...this.#waiting, kept].slice(-MAX_WAITING)
    const withoutDetail = waiting.length - MAX_DETAILS_WAITING
    this.#waiting = waiting.map((one, index) =>
      index < withoutDetail ? { entry: one.entry } : one,
    )
  }

  /** @returns false when the vault cannot keep the entry now. */
  #keep({ entry, detail }: Kept): boolean {
    if (!this.#ports.entries.isOpen()) return false
    try {
      this.#ports.entries.add(entry, detail)
      return true
    } catch {
      // The vault was locked after the check above, so the entry waits with the others.
      return false
    }
  }

  /** All reported entries, newest first. */
  list(): readonly ActivityEntry[] {
    this.#queue.finish()
    const kept = this.#ports.entries.isOpen() ? this.#ports.entries.list() : []
    return [...this.#waiting.map(({ entry }) => entry).toReversed(), ...kept]
  }

  /** A part of the list, as from {@link EntryStore.listPart}. The first part includes the entries that wait for the vault. */
  listPart(count: number, older?: number): EntriesPart {
    this.#queue.finish()
    const waiting = older === undefined ? this.#waiting.map(({ entry }) => entry).toReversed() : []
    if (!this.#ports.entries.isOpen()) return { entries: waiting, older: 0 }
    const part = this.#ports.entries.listPart(count, older)
    return { entries: [...waiting, ...part.entries], older: part.older }
  }

  /** The detail of a ceremony; null when none is kept. */
  detail(entryId: string): CeremonyDetail | null {
    this.#queue.finish()
    const waiting = this.#waiting.find(({ entry }) => entry.id === entryId)
    const { entries } = this.#ports
    const text = waiting?.detail ?? (entries.isOpen() ? entries.detail(entryId) : null)
    return text === null ? null : readDetail(text)
  }

  /** Call when the vault has opened: keeps the waiting entries. */
  keepWaiting(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const { entry, detail } of waiting) this.#ports.entries.add(entry, detail)
  }

  /** Call when the vault was erased: forgets the entries that wait for a vault. */
  forgetWaiting(): void {
    this.#queue.finish()
    this.#waiting = []
  }

  /** Adds the entries that are queued. */
  finish(): void {
    this.#queue.finish()
  }

  /** Returns the function that stops listening. */
  onAdded(listener: (entry: ActivityEntry) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

/** Keeps the first hundred items of each list, and counts the other changed passkeys. */
function cutLists({
  changes = [],
  left = [],
  moreChanges = 0,
}: ActivityReport): Pick<ActivityEntry, 'changes' | 'left' | 'moreChanges'> {
  const names = 4 * Math.min(changes.length + left.length, MOST_PASSKEYS_NAMED)
  const room = Math.max(Math.floor(ROOM_FOR_NAMES / names), SHORTEST_CUT)
  const longest = Math.min(room, LONGEST_NAME)
  return {
    changes: changes.slice(0, MOST_PASSKEYS_NAMED).map((change) => cutChange(change, longest)),
    left: left.slice(0, MOST_PASSKEYS_NAMED).map((passkey) => ({
      ...passkey,
      names: cutNames(passkey.names, longest),
    })),
    moreChanges: moreChanges + Math.max(changes.length - MOST_PASSKEYS_NAMED, 0),
  }
}

function cutChange(change: PasskeyChange, longest: number): PasskeyChange {
  if (change.what !== 'renamed') return { ...change, names: cutNames(change.names, longest) }
  const { before, after } = change
  return { ...change, before: cutNames(before, longest), after: cutNames(after, longest) }
}

/** A detail that another build wrote in a different form counts as missing. */
function readDetail(text: string): CeremonyDetail | null {
  const result = v.safeParse(ceremonyDetailSchema, JSON.parse(text))
  return result.success ? result.output : null
}
