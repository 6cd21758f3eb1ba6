/** Search that does not care about case, accents and the order of the words. */

/** UTF-16 code units: longer texts are searched in their first part only. */
export const SEARCHED_LENGTH = 500

/** What {@link searchWords} are looked for in. */
export function searchable(texts: readonly string[]): string {
  return plain(texts.map((text) => text.slice(0, SEARCHED_LENGTH)).join('\n'))
}

/** All of them must occur; none: everything is found. */
export function searchWords(search: string): string[] {
  return plain(search).split(/\s+/).filter(Boolean)
}

function plain(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()
}
