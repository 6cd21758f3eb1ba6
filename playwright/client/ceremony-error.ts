import { LatchkeyError } from './latchkey-error.js'

/** How a page's ceremony fails, and why. */
export interface CeremonyFailure {
  readonly name: string
  readonly message: string
  readonly reason: string
}

/**
 * A ceremony or a signal without a page failed as a page's does. `name` is that of the page's error; `message` has what a page
 * would read, and then the reason, because test runners report nothing else.
 */
export class CeremonyError extends LatchkeyError {
  /** The name of the DOMException that a page gets, such as `NotAllowedError`; or `TypeError`. */
  override readonly name: string
  /** The reason in one sentence, as in Latchkey's record. A page does not learn it. */
  readonly reason: string

  constructor({ name, message, reason }: CeremonyFailure) {
    super('ceremony failed', `${message} Reason: ${reason}`, { cause: reason })
    this.name = name
    this.reason = reason
  }
}
