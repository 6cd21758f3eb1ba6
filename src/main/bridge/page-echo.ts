import type { BridgeMessage } from '../../shared/bridge-messages'
import type { Clock } from '../platform/ports'

/** The maximum wait for an unresponsive page, such as a page that shows an alert. */
const LONGEST_WAIT_MS = 2_000

/**
 * Detects when everything that a page has sent so far has arrived. The page answers an `echo` after everything that it sent
 * before, and the messages of one socket keep their order.
 */
export class PageEcho {
  readonly #send: (message: BridgeMessage) => void
  readonly #clock: Pick<Clock, 'after'>
  /** Resolves once the greeting has ended, because the page sends other messages only after it. */
  readonly #greeted: Promise<void>
  #endGreeting!: () => void
  /** Maps the id of an unanswered echo to the function that ends the wait for it. */
  readonly #waiting = new Map<number, () => void>()
  #lastId = 0
  /** Whether the page left an echo unanswered. Later calls do not wait until an answer comes. */
  #isLate = false

  constructor(send: (message: BridgeMessage) => void, clock: Pick<Clock, 'after'>) {
    this.#send = send
    this.#clock = clock
    this.#greeted = new Promise((resolve) => (this.#endGreeting = resolve))
  }

  /** Resolves once everything that the page has sent so far has arrived, or the page does not respond. Never rejects. */
  caughtUp(): Promise<void> {
    if (this.#isLate) return Promise.resolve()
    const id = ++this.#lastId
    void this.#greeted.then(() => {
      if (this.#waiting.has(id)) this.#send({ t: 'echo', id })
    })
    return new Promise((resolve) => {
      const stopTimer = this.#clock.after(LONGEST_WAIT_MS, () => {
        this.#isLate = true
        end()
      })
      const end = () => {
        stopTimer()
        this.#waiting.delete(id)
        resolve()
      }
      this.#waiting.set(id, end)
    })
  }

  greeted(): void {
    this.#endGreeting()
  }

  /** @returns false for an answer to an echo that was never sent. */
  answered(id: number): boolean {
    if (id === 0 || id > this.#lastId) return false
    this.#isLate = false
    this.#waiting.get(id)?.()
    return true
  }

  /** Call it when the page is gone. */
  end(): void {
    this.#isLate = true
    for (const end of this.#waiting.values()) end()
  }
}
