/** A session that opens while the test runner prepares other things, so that the test does not wait for it. */
import type { Latchkey } from './latchkey.js'
import type { PasskeySession } from './passkey-session.js'

type Opener = Pick<Latchkey, 'openSession'>

/** Stands in for the Latchkey that opens the session. */
export class EarlySession implements Opener {
  readonly #opening: Promise<PasskeySession>
  #isTaken = false

  /** Begins to open the session. */
  constructor(latchkey: Opener) {
    this.#opening = latchkey.openSession()
    // The caller that takes the session gets the error. Without this, Node would end the process with an unhandled rejection.
    this.#opening.catch(() => undefined)
  }

  /**
   * Passes on the session. The caller must end it.
   *
   * @throws {LatchkeyError} when Latchkey refused the session, or did not answer.
   */
  openSession(): Promise<PasskeySession> {
    this.#isTaken = true
    return this.#opening
  }

  /** Ends the session if it was not taken, because something else failed first. Never throws. */
  async endUnlessTaken(): Promise<void> {
    if (this.#isTaken) return
    await this.#opening.then((session) => session.end()).catch(() => undefined)
  }
}
