/**
 * The clock by which the vault deletes what has had its time. While Latchkey runs, this clock advances at least as fast as the
 * monotonic clock. For the time when Latchkey did not run or the computer slept, it follows the wall clock: at most seven days
 * per reading, and each period of wall-clock time only once. So a clock set years ahead, or one that resets at every boot, can
 * neither race this clock nor stop it.
 */
import type { Operation } from './operation'
import type { VaultAccess } from './vault-access'
import type { Clock } from '../platform/ports'

/** The collection's name in the file. Earlier builds used this clock for the trash alone. */
const VAULT_CLOCKS = 'trash-clock'

const DAY_MS = 24 * 60 * 60 * 1000
/** A reading advances by at most this beyond the time that Latchkey ran. */
export const LONGEST_STEP_MS = 7 * DAY_MS

/** A wall clock that is behind by less than this was corrected, not set back. */
const SET_BACK_BY_MS = 5 * 60 * 1000

/** How many times of being set back a reading remembers. */
const MARKS_AT_MOST = 8

interface Look {
  /** The reading of this clock, in milliseconds. */
  readonly ms: number
  /**
   * The latest value of the wall clock, or the value that it would have if it had run like the monotonic clock, in milliseconds
   * since the Unix epoch.
   */
  readonly wall: number
  /** The same value since each time that the wall clock was set back. Each is earlier than the one before. */
  readonly behind?: readonly number[]
}

export class VaultClock {
  readonly #access: VaultAccess
  readonly #clock: Clock
  readonly #key: string
  /** When each reading was noted, or first read from the file, on the monotonic clock. */
  readonly #since = new WeakMap<Look, number>()

  /** @param key where the file keeps this clock's last reading. */
  constructor(access: VaultAccess, clock: Clock, key: 'last-look' | 'grants') {
    this.#access = access
    this.#clock = clock
    this.#key = key
  }

  /**
   * The time of this clock, in milliseconds.
   *
   * @throws {VaultLockedError}
   */
  read(): number {
    const last = this.#lastLook()
    if (!last) return 0
    const ran = this.#ranSince(last)
    const now = this.#clock.now()
    const reached = this.#marks(last).find((mark) => isReached(mark, now))
    const step = reached === undefined ? 0 : Math.min(now - reached + ran, LONGEST_STEP_MS)
    return last.ms + Math.max(step, ran)
  }

  /** The operation that notes a reading, from which the next step starts. */
  toNote(): Operation {
    const now = this.#clock.now()
    const last = this.#lastLook()
    const [wall = now, ...behind] = last ? this.#marksAt(now, last) : []
    const look: Look = { ms: this.read(), wall, ...(behind.length > 0 && { behind }) }
    this.#since.set(look, this.#clock.monotonic())
    return ['put', VAULT_CLOCKS, this.#key, look]
  }

  #marksAt(now: number, last: Look): readonly number[] {
    const marks = this.#marks(last)
    const ahead = marks.filter((mark) => !isReached(mark, now)).slice(0, MARKS_AT_MOST - 1)
    const reached = marks.find((mark) => isReached(mark, now)) ?? now
    return [...ahead, Math.max(reached, now)]
  }

  /** The latest times of the wall clock, latest first, as if each had continued since the last reading. */
  #marks(last: Look): readonly number[] {
    const ran = this.#ranSince(last)
    return [last.wall, ...(last.behind ?? [])].map((mark) => mark + ran)
  }

  #lastLook(): Look | undefined {
    return this.#access.contents.records.get(VAULT_CLOCKS, this.#key) as Look | undefined
  }

  #ranSince(last: Look): number {
    const now = this.#clock.monotonic()
    const since = this.#since.get(last) ?? now
    this.#since.set(last, since)
    return Math.trunc(now - since)
  }
}

function isReached(mark: number, now: number): boolean {
  return mark < now + SET_BACK_BY_MS
}
