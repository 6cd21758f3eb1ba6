import type { SessionEvent, WorldEvent } from './world-event'

/** The newest events of a session; older ones are forgotten. */
const KEPT_AT_MOST = 10_000

/** The events of one session, in their order, and who wants to hear of them. */
export class EventLog {
  readonly #now: () => number
  readonly #listeners = new Set<(event: SessionEvent) => void>()
  readonly #onEnd = new Set<() => void>()
  /** Those that have answered a wait: one event answers one. */
  readonly #taken = new Set<number>()
  #kept: SessionEvent[] = []
  #seq = 0

  /** @param now milliseconds since the Unix epoch. */
  constructor(now: () => number) {
    this.#now = now
  }

  /** Of the newest event; 0 when there was none. */
  get seq(): number {
    return this.#seq
  }

  /** Whether somebody listens now. */
  get hasListeners(): boolean {
    return this.#listeners.size > 0
  }

  add(event: WorldEvent): void {
    const added: SessionEvent = { seq: ++this.#seq, at: this.#now(), ...event }
    this.#kept.push(added)
    // Half at a time: to drop one with each would move all the others.
    if (this.#kept.length >= 2 * KEPT_AT_MOST) this.#forgetOldest()
    for (const listener of [...this.#listeners]) listener(added)
  }

  /** Those that are kept and newer than `seq`, oldest first. */
  since(seq: number): readonly SessionEvent[] {
    return this.#kept.filter((event) => event.seq > seq)
  }

  /** Takes the oldest event that fits and that no other call has taken. */
  take(fits: (event: SessionEvent) => boolean): SessionEvent | undefined {
    const found = this.#kept.find((event) => !this.#taken.has(event.seq) && fits(event))
    if (found) this.#taken.add(found.seq)
    return found
  }

  /**
   * Calls back with every event from now on. Returns the function that stops listening.
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

  /** Nobody hears anything any more. */
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
