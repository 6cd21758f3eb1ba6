import { WEBDRIVER_STATUS, type WebDriverErrorCode } from '../../../shared/webdriver-error-code'

/** A failed command's answer to the driver. The message is for the test's author. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError'
  readonly code: WebDriverErrorCode
  /** More about the error, for programs (WebDriver §6.6). */
  readonly data: object | undefined

  constructor(code: WebDriverErrorCode, message: string, data?: object) {
    super(message)
    this.code = code
    this.data = data
  }

  get status(): number {
    return WEBDRIVER_STATUS[this.code]
  }

  /** The body of the response. The stack stays empty, because Latchkey's own stack does not help the test's author. */
  toJSON(): object {
    const { code: error, message, data } = this
    return { value: { error, message, stacktrace: '', ...(data && { data }) } }
  }
}

export function invalidArgument(message: string): WebDriverError {
  return new WebDriverError('invalid argument', message)
}
