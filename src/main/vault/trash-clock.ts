/**
 * The clock that ages the trash. While Latchkey runs, it advances at least as fast as the clock that never jumps. For
 * the time when Latchkey did not run, or the computer slept, it follows the wall clock: at most seven days per reading,
 * and only beyond the latest time that the wall clock has read. So neither a clock set years ahead nor one that resets
 * at every boot empties the trash, and neither of them stops it from emptying.
 */
import type { Operation } from './operation'
import type { VaultAccess } from './vault-access'
import type { Clock } from '../platform/ports'

/** The collection's name in the file, and the only key in it. */
const TRASH_CLOCK = 'trash-clock'
const LAST_LOOK = 'last-look'

const DAY_MS = 24 * 60 * 60 * 1000
const LONGEST_STEP_MS = 7 * DAY_MS

interface Look {
  /** The reading of the trash's clock, in milliseconds. */
  readonly ms: number
  /**
   * The latest that the wall clock has read, or would have read if it had run like the clock that never jumps, in
   * milliseconds since the Unix epoch.
   */
  readonly wall: number
}

export class TrashClock {
  readonly #access: VaultAccess
  readonly #clock: Clock
  /** When each look was noted, or first read from the file, on the clock that never jumps. */
  readonly #since = new WeakMap<Look, number>()

  constructor(access: VaultAccess, clock: Clock) {
    this.#access = access
    this.#clock = clock
  }

  /**
   * Milliseconds of this clock.
   *
   * @throws {VaultLockedError}
   */
  read(): number {
    const last = this.#lastLook()
    if (!last) return 0
    const step = Math.min(this.#clock.now() - last.wall, LONGEST_STEP_MS)
    return last.ms + Math.max(step, this.#ranSince(last))
  }

  /** The operation that notes a reading, so that the next step begins there. */
  toNote(): Operation {
    const now = this.#clock.now()
    const last = this.#lastLook()
    const wall = last ? Math.max(now, last.wall + this.#ranSince(last)) : now
    const look: Look = { ms: this.read(), wall }
    this.#since.set(look, this.#clock.monotonic())
    return ['put', TRASH_CLOCK, LAST_LOOK, look]
  }

  #lastLook(): Look | undefined {
    return this.#access.contents.records.get(TRASH_CLOCK, LAST_LOOK) as Look | undefined
  }

  #ranSince(last: Look): number {
    const now = this.#clock.monotonic()
    const since = this.#since.get(last) ?? now
    this.#since.set(last, since)
    return Math.trunc(now - since)
  }
}
