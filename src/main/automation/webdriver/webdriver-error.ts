import { WEBDRIVER_STATUS, type WebDriverErrorCode } from '../../../shared/webdriver-error-code'

/** A failed command's answer to the driver. The message is for the test's author. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError'
  readonly code: WebDriverErrorCode

  constructor(code: WebDriverErrorCode, message: string) {
    super(message)
    this.code = code
  }

  get status(): number {
    return WEBDRIVER_STATUS[this.code]
  }

  /** The body of the response. The stack stays empty, because Latchkey's own stack does not help the test's author. */
  toJSON(): object {
    return { value: { error: this.code, message: this.message, stacktrace: '' } }
  }
}

export function invalidArgument(message: string): WebDriverError {
  return new WebDriverError('invalid argument', message)
}
