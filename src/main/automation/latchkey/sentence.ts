import { WebDriverError } from '../webdriver/webdriver-error'

/**
 * Runs work that may be impossible at the moment. Passes the sentence of a failure to the driver.
 *
 * @param work throws or rejects only with sentences for a user.
 * @throws {WebDriverError} `unknown error`.
 */
export async function orSentence<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof WebDriverError || !(error instanceof Error)) throw error
    throw new WebDriverError('unknown error', error.message)
  }
}
