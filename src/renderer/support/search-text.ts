/** Search that ignores case, accents and the order of words. */

/** UTF-16 code units; the rest of a longer text is not searched. */
export const SEARCHED_LENGTH = 500

/** The text to search for {@link searchWords}. */
export function searchable(texts: readonly string[]): string {
  return plain(texts.map((text) => text.slice(0, SEARCHED_LENGTH)).join('\n'))
}

/** All words must occur. Without words everything matches. */
export function searchWords(search: string): string[] {
  const words = plain(search).split(/\s+/).filter(Boolean)
  // A longer word, such as a long id, would never be found in the part that is searched.
  return words.map((word) => word.slice(0, SEARCHED_LENGTH))
}

/** The texts that a search looks at, which are computed once for each value. A changed value is a new object. */
export class SearchedTexts<T extends object> {
  readonly #textOf: (value: T) => string
  #known = new WeakMap<T, string>()

  constructor(textOf: (value: T) => string) {
    this.#textOf = textOf
  }

  of(value: T): string {
    const known = this.#known.get(value)
    if (known !== undefined) return known
    const text = this.#textOf(value)
    this.#known.set(value, text)
    return text
  }

  /** The texts of ten thousand values take megabytes. */
  forget(): void {
    this.#known = new WeakMap()
  }
}

/** Normalization does not change such a text. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text)
}

function plain(text: string): string {
  // Most texts are ASCII. Normalization would take most of the first search's time.
  if (isAscii(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
