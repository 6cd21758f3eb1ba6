/** Checks of what a user typed that are the same for every command of the npm package. */
import { usage } from './exit-codes'

/**
 * An empty name comes from an unset variable of a script.
 *
 * @param what names the word or the option, such as `--state`.
 * @throws {CommandEnd} `usage` for an empty name.
 */
export function fileName<T extends string | undefined>(given: T, what: string): T {
  return filled(given, what, 'Give the path of a file.')
}

/**
 * @param advice a sentence.
 * @throws {CommandEnd} `usage` for an empty value.
 */
export function filled<T extends string | undefined>(given: T, what: string, advice: string): T {
  return given === '' ? usage(`${what} is empty. ${advice}`) : given
}

/**
 * @param what names the option.
 * @param expected what may be listed, for the message.
 * @returns the words between the commas.
 * @throws {CommandEnd} `usage` for an empty list, with which a command would do less than its user means.
 */
export function listOf(given: string, what: string, expected: string): readonly string[] {
  const words = given.split(',').map((word) => word.trim())
  const named = words.filter((word) => word !== '')
  return named.length === 0 ? usage(`${what} is empty. Give ${expected}, or leave it out.`) : named
}
