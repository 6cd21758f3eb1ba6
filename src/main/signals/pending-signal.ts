import type { UnlockWait } from '../platform/unlock-wait'
import type { ReceivedSignal } from '../webauthn/client/ports'

/** A received signal that is not applied yet. */
export class PendingSignal {
  readonly signal: ReceivedSignal
  /** Resolves once the signal was applied or dropped. */
  readonly done: Promise<void>
  #settled!: Promise<void>
  #reportSettled!: () => void
  #reportDone!: () => void
  #stopTimer: () => void
  #unlockWait: UnlockWait | null = null
  #isDue = false

  /** @param stopTimer cancels the timer after which the signal is due. */
  constructor(signal: ReceivedSignal, stopTimer: () => void) {
    this.signal = signal
    this.#stopTimer = stopTimer
    this.done = new Promise((resolve) => (this.#reportDone = resolve))
    this.#unsettle()
  }

  /** Whether the signal can be applied as soon as all earlier ones were. */
  get isDue(): boolean {
    return this.#isDue
  }

  get waitsForVault(): boolean {
    return this.#unlockWait !== null
  }

  /** Whether the signal has waited too long for the vault. */
  get isTooLate(): boolean {
    return this.#unlockWait?.isTooLate ?? false
  }

  /** Resolves once the signal was applied or dropped, or waits for a locked vault. */
  get settled(): Promise<void> {
    return this.#settled
  }

  /** Its page has the answer, and the signal does not wait for the vault, or no longer. */
  becomeDue(): void {
    this.#stopTimer()
    if (this.#unlockWait) this.#unsettle()
    this.#stopWaiting()
    this.#isDue = true
  }

  waitForVault(unlockWait: UnlockWait): void {
    this.#isDue = false
    this.#unlockWait = unlockWait
    this.#reportSettled()
  }

  /** The signal was applied or dropped. */
  end(): void {
    this.#stopTimer()
    this.#stopWaiting()
    this.#reportSettled()
    this.#reportDone()
  }

  #stopWaiting(): void {
    this.#unlockWait?.stop()
    this.#unlockWait = null
  }

  #unsettle(): void {
    this.#settled = new Promise((resolve) => (this.#reportSettled = resolve))
  }
}
