/** WebDriver's errors (WebDriver §6.6), as far as Latchkey has them. */
export type LatchkeyErrorCode =
  | 'invalid argument'
  | 'invalid session id'
  | 'session not created'
  | 'timeout'
  | 'unknown command'
  | 'unknown error'
  | 'unknown method'
  | 'unsupported operation'

/** Why Latchkey did not do what a test wanted. No message names the address, which would let its reader drive. */
export class LatchkeyError extends Error {
  override readonly name = 'LatchkeyError'
  readonly code: LatchkeyErrorCode

  constructor(code: LatchkeyErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
