/** Search that ignores case, accents and the order of words. */

/** UTF-16 code units; the rest of a longer text is not searched. */
export const SEARCHED_LENGTH = 500

/** The text to search for {@link searchWords}. */
export function searchable(texts: readonly string[]): string {
  return plain(texts.map((text) => text.slice(0, SEARCHED_LENGTH)).join('\n'))
}

/** All words must occur. Without words everything matches. */
export function searchWords(search: string): string[] {
  return plain(search).split(/\s+/).filter(Boolean)
}

function plain(text: string): string {
  // Most texts are ASCII. Normalization would take most of the first search's time, and change nothing about them.
  if (!/[\u0080-\uffff]/.test(text)) return text.toLowerCase()
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
