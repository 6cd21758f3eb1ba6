/** A session that opens while the test runner prepares other things, so that its test does not wait for it. */
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
    // Whoever takes the session gets the error. Node would end a process with an error that nobody waits for.
    this.#opening.catch(() => undefined)
  }

  /**
   * Gives the session away. Who takes it ends it.
   *
   * @throws {LatchkeyError} when Latchkey refused the session, or did not answer.
   */
  openSession(): Promise<PasskeySession> {
    this.#isTaken = true
    return this.#opening
  }

  /** Ends the session where nobody took it, because something else failed first. Throws nothing. */
  async endUnlessTaken(): Promise<void> {
    if (this.#isTaken) return
    await this.#opening.then((session) => session.end()).catch(() => undefined)
  }
}
