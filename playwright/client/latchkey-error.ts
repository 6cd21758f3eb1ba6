/** The error codes of WebDriver (WebDriver §6.6) that Latchkey uses. */
export type LatchkeyErrorCode =
  | 'invalid argument'
  | 'invalid session id'
  | 'session not created'
  | 'timeout'
  | 'unknown command'
  | 'unknown error'
  | 'unknown method'
  | 'unsupported operation'

/**
 * The error that this client throws. Tests can check `code`; the message is for people. No message contains Latchkey's
 * address, because everyone who has the address can drive Latchkey.
 */
export class LatchkeyError extends Error {
  override readonly name = 'LatchkeyError'
  readonly code: LatchkeyErrorCode

  constructor(code: LatchkeyErrorCode, message: string) {
    super(message)
    this.code = code
  }
}
