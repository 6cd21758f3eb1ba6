import type { LatchkeyErrorCode } from './types/wire.js'

/**
 * The error that this client throws. Tests can check `code`. The message is for people. No message contains Latchkey's address,
 * because anybody with the address can drive Latchkey.
 */
export class LatchkeyError extends Error {
  override readonly name: string = 'LatchkeyError'
  readonly code: LatchkeyErrorCode

  constructor(code: LatchkeyErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
