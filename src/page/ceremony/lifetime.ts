import { LONGEST_TIMER_MS } from '../../shared/ceremony-timeout'
import { abort, AbortController, isAborted, min, reasonOf, signalOf } from '../builtins'
import { notAllowed } from '../errors'
import { offAbort, onAbort } from '../events'
import type { ConnectionPorts } from '../ports'

/**
 * The extra time for the app, which starts counting when the request arrives, and records the end. It has its own timer: a page
 * that was unresponsive until its time was over first reads the app's timely answer.
 */
const APP_IS_FIRST_MS = 1000

/** Ends a call when its page aborts it, when its time is over, or when another call replaces it. */
export class Lifetime {
  readonly #given: AbortSignal | undefined
  readonly #after: ConnectionPorts['after']
  readonly #ended = new AbortController()
  #stopTimer: () => void = () => undefined

  /** @param given the page's signal. */
  constructor(given: AbortSignal | undefined, after: ConnectionPorts['after']) {
    this.#given = given
    this.#after = after
    if (given) onAbort(given, this.#followPage)
  }

  /** Aborts when the call ends, with the reason. */
  get signal(): AbortSignal {
    return signalOf(this.#ended)
  }

  /** Another listener of the page's signal may run before ours, so this asks the signal itself. */
  get hasEnded(): boolean {
    if (this.#given && isAborted(this.#given)) this.#followPage()
    return isAborted(this.signal)
  }

  /** Ends the call unless the app has ended it in time, because the app may not respond or not be reachable. */
  startTimer(timeoutMs: number): void {
    this.#stopTimer()
    this.#stopTimer = this.#after(min(timeoutMs, LONGEST_TIMER_MS), () => {
      this.#stopTimer = this.#after(APP_IS_FIRST_MS, () =>
        this.end(notAllowed('Latchkey did not answer within the time-out of this call.')),
      )
    })
  }

  end(reason: unknown): void {
    this.settle()
    abort(this.#ended, reason)
  }

  /** Call it once the call has its outcome. */
  settle(): void {
    this.#stopTimer()
    if (this.#given) offAbort(this.#given, this.#followPage)
  }

  readonly #followPage = () => this.end(this.#given && reasonOf(this.#given))
}
