import type { Clock } from './ports'

/** How long a signal waits for a locked vault, whether it was locked before the signal came or after. */
const LONGEST_WAIT_MS = 10 * 60_000

/** Why a signal that waited too long is dropped. */
export const STAYED_LOCKED = 'the vault stayed locked for ten minutes'

/** Why a signal is dropped when Latchkey quits while the vault is locked. */
export const ENDED_LOCKED = 'Latchkey ended before the vault was unlocked'

/** One wait for the unlocking of the vault. It begins with this object. */
export class UnlockWait {
  readonly #clock: Pick<Clock, 'now'>
  readonly #since: number
  readonly #stopTimer: () => void

  /** @param onTooLate called when the wait has lasted too long. */
  constructor(clock: Pick<Clock, 'now' | 'after'>, onTooLate: () => void) {
    this.#clock = clock
    this.#since = clock.now()
    this.#stopTimer = clock.after(LONGEST_WAIT_MS, onTooLate)
  }

  /** A timer stops while the computer sleeps, so check this before applying the signal. */
  get isTooLate(): boolean {
    return this.#clock.now() - this.#since > LONGEST_WAIT_MS
  }

  stop(): void {
    this.#stopTimer()
  }
}
