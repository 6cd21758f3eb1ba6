import type { ActivityEntry, ActivityReport, PasskeyChange } from '../../shared/activity'
import type { Names } from '../../shared/passkey'
import type { EntryStore } from './ports'

export interface ActivityPorts {
  readonly entries: EntryStore
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly newId: () => string
}

/** Entries that wait for a locked vault, at most: the newest are kept. */
const MAX_WAITING = 500
/** UTF-16 code units of a name: a page may send 64 KiB, and ten thousand entries stay in memory. */
const LONGEST_NAME = 2000

/** The record of ceremonies, signals, pairings and refusals that the window shows. */
export class ActivityRecord {
  readonly #ports: ActivityPorts
  readonly #listeners = new Set<(entry: ActivityEntry) => void>()
  #waiting: ActivityEntry[] = []

  constructor(ports: ActivityPorts) {
    this.#ports = ports
  }

  readonly report = (report: ActivityReport): ActivityEntry => {
    const entry: ActivityEntry = {
      signal: null,
      rpId: null,
      error: null,
      passkeyId: null,
      names: null,
      answeredBy: null,
      policy: null,
      changes: [],
      left: [],
      moreChanges: 0,
      undoes: null,
      id: this.#ports.newId(),
      ...report,
      ...(report.names && { names: cutNames(report.names) }),
      ...(report.changes && { changes: report.changes.map(cutChange) }),
      at: this.#ports.now(),
    }
    if (!this.#keep(entry)) this.#waiting = [...this.#waiting, entry].slice(-MAX_WAITING)
    for (const listener of this.#listeners) listener(entry)
    return entry
  }

  /** @returns false where it cannot be kept now. */
  #keep(entry: ActivityEntry): boolean {
    if (!this.#ports.entries.isOpen()) return false
    try {
      this.#ports.entries.add(entry)
      return true
    } catch {
      // The vault was locked in between: the entry waits with the others.
      return false
    }
  }

  /** Newest first. */
  list(): readonly ActivityEntry[] {
    const kept = this.#ports.entries.isOpen() ? this.#ports.entries.list() : []
    return [...this.#waiting.toReversed(), ...kept]
  }

  /** Call when the vault has opened: what waited is kept now. */
  keepWaiting(): void {
    const waiting = this.#waiting
    this.#waiting = []
    for (const entry of waiting) this.#ports.entries.add(entry)
  }

  /** Returns the function that stops listening. */
  onAdded(listener: (entry: ActivityEntry) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}

function cutChange(change: PasskeyChange): PasskeyChange {
  return change.what === 'renamed'
    ? { ...change, before: cutNames(change.before), after: cutNames(change.after) }
    : { ...change, names: cutNames(change.names) }
}

function cutNames({ userName, userDisplayName }: Names): Names {
  return { userName: cut(userName), userDisplayName: cut(userDisplayName) }
}

function cut(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name
}
