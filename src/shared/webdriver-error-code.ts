/** WebDriver's error codes (WebDriver §6.6) with their HTTP status. */
export const WEBDRIVER_STATUS = {
  'invalid argument': 400,
  'invalid session id': 404,
  'session not created': 500,
  timeout: 500,
  'unknown command': 404,
  'unknown error': 500,
  'unknown method': 405,
  'unsupported operation': 500,
} as const

/** The error codes of WebDriver (WebDriver §6.6) that Latchkey uses. */
export type WebDriverErrorCode = keyof typeof WEBDRIVER_STATUS
