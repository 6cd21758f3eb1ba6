/** WebDriver's error codes (WebDriver §6.6) with their HTTP status. */
const STATUS = {
  'invalid argument': 400,
  'invalid session id': 404,
  'session not created': 500,
  timeout: 500,
  'unknown command': 404,
  'unknown error': 500,
  'unknown method': 405,
  'unsupported operation': 500,
} as const

export type WebDriverErrorCode = keyof typeof STATUS

/** A failed command's answer to the driver. The message is for the test's author. */
export class WebDriverError extends Error {
  override readonly name = 'WebDriverError'
  readonly code: WebDriverErrorCode

  constructor(code: WebDriverErrorCode, message: string) {
    super(message)
    this.code = code
  }

  get status(): number {
    return STATUS[this.code]
  }

  /** The body of the response. The stack stays empty, because Latchkey's own stack does not help the test's author. */
  toJSON(): object {
    return { value: { error: this.code, message: this.message, stacktrace: '' } }
  }
}

export function invalidArgument(message: string): WebDriverError {
  return new WebDriverError('invalid argument', message)
}
