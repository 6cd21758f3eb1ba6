import type { SessionEvent, AutomationEvent } from '../../../shared/session-event'

/** The log drops older events. */
const KEPT_AT_MOST = 10_000

/** The events of one session in their order, and the listeners for new events. */
export class EventLog {
  readonly #now: () => number
  readonly #listeners = new Set<(event: SessionEvent) => void>()
  readonly #onEnd = new Set<() => void>()
  /** The events that already answered a wait. Each event answers one wait. */
  readonly #taken = new Set<number>()
  #kept: SessionEvent[] = []
  #seq = 0

  /** @param now milliseconds since the Unix epoch. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** The number of the newest event; 0 before the first event. */
  get seq(): number {
    return this.#seq
  }

  get hasListeners(): boolean {
    return this.#listeners.size > 0
  }

  add(event: AutomationEvent): void {
    const added: SessionEvent = { seq: ++this.#seq, at: this.#now(), ...event }
    this.#kept.push(added)
    // Drops half of the events at once, because each drop copies the rest.
    if (this.#kept.length >= 2 * KEPT_AT_MOST) this.#forgetOldest()
    for (const listener of [...this.#listeners]) listener(added)
  }

  /** The stored events after `seq`, oldest first. */
  since(seq: number): readonly SessionEvent[] {
    return this.#kept.filter((event) => event.seq > seq)
  }

  /** Takes the oldest matching event that no other call has taken. */
  take(fits: (event: SessionEvent) => boolean): SessionEvent | undefined {
    const found = this.#kept.find((event) => !this.#taken.has(event.seq) && fits(event))
    if (found) this.#taken.add(found.seq)
    return found
  }

  /**
   * Calls `listener` with each new event. Returns the function that stops listening.
   *
   * @param ended called when the session ends.
   */
  listen(listener: (event: SessionEvent) => void, ended: () => void): () => void {
    this.#listeners.add(listener)
    this.#onEnd.add(ended)
    return () => {
      this.#listeners.delete(listener)
      this.#onEnd.delete(ended)
    }
  }

  /** Tells the listeners that the session has ended, and removes them. */
  end(): void {
    for (const ended of [...this.#onEnd]) ended()
    this.#listeners.clear()
    this.#onEnd.clear()
  }

  #forgetOldest(): void {
    this.#kept = this.#kept.slice(-KEPT_AT_MOST)
    const oldest = this.#kept[0]?.seq ?? 0
    for (const seq of this.#taken) if (seq < oldest) this.#taken.delete(seq)
  }
}
