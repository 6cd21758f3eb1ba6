import { LatchkeyError } from './latchkey-error.js'

/** How a page's ceremony fails, and why. */
export interface CeremonyFailure {
  readonly name: string
  readonly message: string
  readonly reason: string
}

/** A ceremony or a signal without a page failed like a page's. `name` and `message` are those of the page's error. */
export class CeremonyError extends LatchkeyError {
  /** The name of the DOMException that a page gets, such as `NotAllowedError`; or `TypeError`. */
  override readonly name: string
  /** The reason in one sentence, as in Latchkey's record. A page does not learn it. */
  readonly reason: string

  constructor({ name, message, reason }: CeremonyFailure) {
    super('ceremony failed', message, { cause: reason })
    this.name = name
    this.reason = reason
  }
}
