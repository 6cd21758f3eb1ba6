/** Typing the beginning of a name moves to its row, as in the lists of the desktop. */
import { searchable } from './search-text'

/** A longer pause starts a new name. */
export const TYPING_PAUSE_MS = 1_000

/** The letters of one name, as they are typed. */
export class TypedName {
  #text = ''
  #lastAt = -Infinity

  /**
   * The name so far, with the letter of a key press; undefined when the key writes no letter. A space belongs to a name
   * that has begun.
   *
   * @param at when the key was pressed, in milliseconds.
   */
  add(key: string, at: number): string | undefined {
    const begun = at - this.#lastAt > TYPING_PAUSE_MS ? '' : this.#text
    if (!writesLetter(key) || (key === ' ' && begun === '')) return undefined
    this.#text = begun + key
    this.#lastAt = at
    return this.#text
  }
}

/** Keys that work everywhere: the search, and the list of shortcuts. */
const ACTING = ['/', '?']

function writesLetter(key: string): boolean {
  return Array.from(key).length === 1 && !ACTING.includes(key)
}

/**
 * The index of the next row that begins with `typed`; undefined if there is none. The first row follows the last. A single
 * letter, even a repeated one, moves on from the row `current`. A longer name stays at `current` while that row matches.
 *
 * @param rows the names by which each row can be found.
 */
export function typedRow(
  typed: string,
  rows: readonly (readonly string[])[],
  current: number,
): number | undefined {
  const letters = Array.from(searchable([typed]))
  const isOneLetter = letters.every((letter) => letter === letters[0])
  const start = isOneLetter ? (letters[0] ?? '') : letters.join('')
  if (start === '') return undefined
  const fits = (names: readonly string[]) =>
    names.some((name) => searchable([name]).startsWith(start))
  const from = isOneLetter ? current + 1 : current
  const after = rows.findIndex((names, index) => index >= from && fits(names))
  const index = after >= 0 ? after : rows.findIndex(fits)
  return index >= 0 ? index : undefined
}
