/** WebDriver's error codes (WebDriver §6.6) with their HTTP status. */
export const WEBDRIVER_STATUS = {
  /** Latchkey's own: a ceremony or a signal without a page ended like a page's, with a DOMException. */
  'ceremony failed': 500,
  'invalid argument': 400,
  'invalid session id': 404,
  'session not created': 500,
  timeout: 500,
  'unknown command': 404,
  'unknown error': 500,
  'unknown method': 405,
  'unsupported operation': 500,
} as const

/** The error codes of WebDriver (WebDriver §6.6) that Latchkey uses, and one of its own. */
export type WebDriverErrorCode = keyof typeof WEBDRIVER_STATUS
