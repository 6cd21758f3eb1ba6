/** WebDriver's errors (WebDriver §6.6), and the HTTP status that each has. */
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

/** What a test driver is answered when its command fails. The message is for its author. */
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

  /** The body of the response. Our own stack is nobody's business. */
  toJSON(): object {
    return { value: { error: this.code, message: this.message, stacktrace: '' } }
  }
}

export function invalidArgument(message: string): WebDriverError {
  return new WebDriverError('invalid argument', message)
}
