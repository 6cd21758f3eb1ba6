import { LONGEST_TIMER_MS } from '../../shared/ceremony-timeout'
import { AbortController, min } from '../builtins'
import { notAllowed } from '../errors'
import type { ConnectionPorts } from '../ports'

/** Leaves the end to the app, which starts to count when the request arrives, and records the end. */
const APP_IS_FIRST_MS = 1000

/** Ends a call when its page aborts it, when its time is over, or when another call takes over. */
export class Lifetime {
  readonly #given: AbortSignal | undefined
  readonly #after: ConnectionPorts['after']
  readonly #ended = new AbortController()
  #stopTimer: () => void = () => undefined

  /** @param given the page's signal. */
  constructor(given: AbortSignal | undefined, after: ConnectionPorts['after']) {
    this.#given = given
    this.#after = after
    given?.addEventListener('abort', this.#followPage)
  }

  /** Aborts when the call ends, with the reason. */
  get signal(): AbortSignal {
    return this.#ended.signal
  }

  /** Another listener of the page's signal may run before ours, so this asks the signal itself. */
  get hasEnded(): boolean {
    if (this.#given?.aborted) this.#followPage()
    return this.signal.aborted
  }

  /** Ends the call unless the app has ended it in time: the app may stand still, or be out of reach. */
  startTimer(timeoutMs: number): void {
    this.#stopTimer()
    this.#stopTimer = this.#after(min(timeoutMs + APP_IS_FIRST_MS, LONGEST_TIMER_MS), () =>
      this.end(notAllowed('Latchkey did not answer within the time-out of this call.')),
    )
  }

  end(reason: unknown): void {
    this.settle()
    this.#ended.abort(reason)
  }

  /** Call it when the call has its outcome. */
  settle(): void {
    this.#stopTimer()
    this.#given?.removeEventListener('abort', this.#followPage)
  }

  readonly #followPage = () => this.end(this.#given?.reason)
}
