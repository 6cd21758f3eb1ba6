import { awaitable } from '../awaitable'
import { abort, AbortController, signalOf } from '../builtins'
import { untilAborted } from '../until-aborted'

/** Work for which several callers wait. It is aborted when the last caller stops waiting. */
export class SharedWork {
  readonly #controller = new AbortController()
  readonly #done: Promise<void>
  #waiting = 0

  constructor(start: (signal: AbortSignal) => Promise<void>) {
    this.#done = start(signalOf(this.#controller))
  }

  /** False when the work has ended or was aborted. */
  get isAwaited(): boolean {
    return this.#waiting > 0
  }

  /** @throws what the work throws, or `signal.reason` when that comes first. */
  async join(signal: AbortSignal | undefined): Promise<void> {
    this.#waiting++
    try {
      await awaitable(untilAborted(signal, this.#done))
    } finally {
      if (--this.#waiting === 0) abort(this.#controller)
    }
  }
}
