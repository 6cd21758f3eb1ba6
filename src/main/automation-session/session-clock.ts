import type { ClockState } from '../../shared/session-clock'
import type { AdjustableClock } from '../automation/ports'
import type { Clock } from '../platform/ports'

interface Timer {
  /** When the timer is due, on this clock's monotonic time. */
  due: number
  readonly callback: () => void
  /** Stops the timer of the underlying clock; undefined while this clock is stopped. */
  cancel: (() => void) | undefined
}

/** A clock that a test driver sets, stops and moves forward. Until then, it shows the system's time. */
export class SessionClock implements Clock, AdjustableClock {
  readonly #system: Clock
  readonly #timers = new Set<Timer>()
  /** How far this wall clock is ahead of the underlying one; while stopped, the time at which it stands. */
  #wallAhead = 0
  #monotonicAhead = 0
  #stoppedAt: { readonly wall: number; readonly monotonic: number } | null = null

  constructor(system: Clock) {
    this.#system = system
  }

  now(): number {
    return (this.#stoppedAt?.wall ?? this.#system.now()) + this.#wallAhead
  }

  monotonic(): number {
    return (this.#stoppedAt?.monotonic ?? this.#system.monotonic()) + this.#monotonicAhead
  }

  after(ms: number, callback: () => void): () => void {
    const timer: Timer = { due: this.monotonic() + Math.max(ms, 0), callback, cancel: undefined }
    this.#timers.add(timer)
    this.#schedule(timer)
    return () => {
      timer.cancel?.()
      this.#timers.delete(timer)
    }
  }

  read(): ClockState {
    return { now: this.now(), stopped: this.#stoppedAt !== null }
  }

  set(now: number): void {
    this.#wallAhead += now - this.now()
  }

  stop(): void {
    if (this.#stoppedAt) return
    this.#stoppedAt = { wall: this.#system.now(), monotonic: this.#system.monotonic() }
    for (const timer of this.#timers) timer.cancel?.()
  }

  start(): void {
    if (!this.#stoppedAt) return
    const { wall, monotonic } = this.#stoppedAt
    this.#wallAhead -= this.#system.now() - wall
    this.#monotonicAhead -= this.#system.monotonic() - monotonic
    this.#stoppedAt = null
    this.#scheduleAll()
  }

  /** Calls every timer that becomes due, in order, each at its time. */
  advance(ms: number): void {
    const until = this.monotonic() + ms
    for (let next = this.#nextDue(until); next; next = this.#nextDue(until)) {
      this.#move(Math.max(next.due - this.monotonic(), 0))
      this.#fire(next)
    }
    this.#move(Math.max(until - this.monotonic(), 0))
    if (!this.#stoppedAt) this.#scheduleAll()
  }

  #move(ms: number): void {
    this.#wallAhead += ms
    this.#monotonicAhead += ms
  }

  #nextDue(until: number): Timer | undefined {
    let next: Timer | undefined
    for (const timer of this.#timers)
      if (timer.due <= until && (!next || timer.due < next.due)) next = timer
    return next
  }

  #scheduleAll(): void {
    for (const timer of this.#timers) {
      timer.cancel?.()
      this.#schedule(timer)
    }
  }

  #schedule(timer: Timer): void {
    if (this.#stoppedAt) return
    const wait = timer.due - this.monotonic()
    timer.cancel = this.#system.after(wait, () => this.#fire(timer))
  }

  #fire(timer: Timer): void {
    timer.cancel?.()
    this.#timers.delete(timer)
    timer.callback()
  }
}
