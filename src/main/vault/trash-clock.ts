/**
 * The clock that ages the trash. It advances with the wall clock, at most seven days per reading, and only beyond the
 * latest time that the wall clock has read. So neither a clock set years ahead nor one that resets at every boot empties
 * the trash.
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
  /** The latest that the wall clock has read, in milliseconds since the Unix epoch. */
  readonly wall: number
}

export class TrashClock {
  readonly #access: VaultAccess
  readonly #clock: Clock

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
    return last.ms + Math.min(Math.max(this.#clock.now() - last.wall, 0), LONGEST_STEP_MS)
  }

  /** The operation that notes a reading, so that the next step begins there. */
  toNote(): Operation {
    const now = this.#clock.now()
    const look: Look = { ms: this.read(), wall: Math.max(this.#lastLook()?.wall ?? now, now) }
    return ['put', TRASH_CLOCK, LAST_LOOK, look]
  }

  #lastLook(): Look | undefined {
    return this.#access.contents.records.get(TRASH_CLOCK, LAST_LOOK) as Look | undefined
  }
}
