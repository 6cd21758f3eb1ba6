/** Checks the key of the open vault when the user returns to the window, and when the computer wakes up. */
import type { Clock } from '../platform/ports'

export interface CheckedKey {
  /** Never rejects. `unknown`: the keychain did not answer. */
  check(): Promise<{ readonly is: 'kept' | 'unknown' | 'put-back' | 'lost' }>
}

/** A locked keychain may ask for its password at each check. Returning from that dialog must not cause another check. */
const LEAVE_ALONE_MS = 10 * 60_000

export class KeyWatch {
  readonly #key: CheckedKey
  readonly #clock: Pick<Clock, 'monotonic'>
  #checking = false
  #notBefore = -Infinity

  constructor(key: CheckedKey, clock: Pick<Clock, 'monotonic'>) {
    this.#key = key
    this.#clock = clock
  }

  async check(): Promise<void> {
    if (this.#checking || this.#clock.monotonic() < this.#notBefore) return
    this.#checking = true
    const { is } = await this.#key.check()
    this.#checking = false
    this.#notBefore = is === 'unknown' ? this.#clock.monotonic() + LEAVE_ALONE_MS : -Infinity
  }
}
