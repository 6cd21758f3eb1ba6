import type { UnlockWait } from '../platform/unlock-wait'
import type { ReceivedSignal } from '../webauthn/client/ports'

/** A received signal that is not applied yet. */
export class PendingSignal {
  readonly signal: ReceivedSignal
  /** Resolves once the signal is being applied, was dropped, or waits for a locked vault. */
  readonly due: Promise<void>
  /** Resolves once the signal was applied or dropped. */
  readonly done: Promise<void>
  #reportDue!: () => void
  #reportDone!: (outcome?: Promise<void>) => void
  #stopTimer: () => void
  #unlockWait: UnlockWait | null = null

  /** @param stopTimer cancels the timer after which the signal is due. */
  constructor(signal: ReceivedSignal, stopTimer: () => void) {
    this.signal = signal
    this.#stopTimer = stopTimer
    this.due = new Promise((resolve) => (this.#reportDue = resolve))
    this.done = new Promise((resolve) => (this.#reportDone = resolve))
  }

  get waitsForVault(): boolean {
    return this.#unlockWait !== null
  }

  /** Whether the signal has waited too long for the vault. */
  get isTooLate(): boolean {
    return this.#unlockWait?.isTooLate ?? false
  }

  waitForVault(unlockWait: UnlockWait): void {
    this.#unlockWait = unlockWait
    this.#reportDue()
  }

  /** @param outcome resolves once the signal has been applied; absent for a dropped signal. */
  end(outcome?: Promise<void>): void {
    this.#stopTimer()
    this.#unlockWait?.stop()
    this.#reportDue()
    this.#reportDone(outcome)
  }
}
