import { WebDriverError } from '../webdriver/webdriver-error'

/**
 * Does what may be impossible at the moment, and says so to the driver in the words of whoever found out.
 *
 * @param work throws or rejects with sentences for a user alone.
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
