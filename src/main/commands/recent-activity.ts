import type { ActivityEntry } from '../../shared/activity'
import type { ActivityWait } from '../../shared/agent-api'
import type { Clock } from '../platform/ports'
import { untilAborted } from '../platform/until-aborted'

const KEPT = 1000

export interface AddedEntries {
  /** Adds the entries that were reported but not added yet. */
  finish(): void
  /** Returns the function that stops listening. */
  onAdded(listener: (entry: ActivityEntry) => void): () => void
}

/**
 * The newest entries of the record since the start of the app, even while the vault is locked, for callers that wait for an
 * entry.
 */
export class RecentActivity {
  readonly #record: AddedEntries
  readonly #clock: Pick<Clock, 'after'>
  /** Oldest first. */
  #entries: ActivityEntry[] = []
  readonly #waiting = new Set<(entry: ActivityEntry) => void>()

  constructor(record: AddedEntries, clock: Pick<Clock, 'after'>) {
    this.#record = record
    this.#clock = clock
    record.onAdded((entry) => {
      this.#entries = [...this.#entries, entry].slice(-KEPT)
      for (const look of this.#waiting) look(entry)
    })
  }

  /** The id of the newest entry, after which a caller can wait for later ones; null without an entry. */
  newest(): string | null {
    this.#record.finish()
    return this.#entries.at(-1)?.id ?? null
  }

  /** @returns the first matching entry; null when the time is over. @throws `signal.reason` when that comes first. */
  async next(wait: ActivityWait, signal: AbortSignal): Promise<ActivityEntry | null> {
    const after = this.#entries.findIndex(({ id }) => id === wait.after)
    const found = this.#entries.slice(after + 1).find((entry) => fits(entry, wait))
    return found ?? (wait.timeout === 0 ? null : this.#wait(wait, signal))
  }

  /** Call it when the vault was erased: its entries cannot be read any more. */
  forget(): void {
    this.#entries = []
  }

  async #wait(wait: ActivityWait, signal: AbortSignal): Promise<ActivityEntry | null> {
    let look: (entry: ActivityEntry) => void = () => undefined
    let stop: () => void = () => undefined
    const next = new Promise<ActivityEntry | null>((resolve) => {
      look = (entry) => {
        if (fits(entry, wait)) resolve(entry)
      }
      stop = this.#clock.after(wait.timeout, () => resolve(null))
    })
    this.#waiting.add(look)
    return untilAborted(signal, next).finally(() => {
      stop()
      this.#waiting.delete(look)
    })
  }
}

function fits(entry: ActivityEntry, { kinds, outcome, rpId, signal }: ActivityWait): boolean {
  return (
    kinds.some((kind) => kind === entry.kind) &&
    (outcome === undefined || outcome === entry.outcome) &&
    (rpId === undefined || rpId === entry.rpId) &&
    (signal === undefined || signal === entry.signal)
  )
}
