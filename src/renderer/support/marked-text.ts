/** Marks what a search found in a text. */
import { searchable } from './search-text'

export interface MarkedPart {
  readonly text: string
  readonly hit: boolean
}

/**
 * The text in parts; those that one of the words matches are hits. Case and accents do not count, as in the search.
 *
 * @param words as `searchWords` gives them.
 */
export function markedParts(text: string, words: readonly string[]): MarkedPart[] {
  if (words.length === 0) return [{ text, hit: false }]
  const characters = Array.from(text)
  const { plain, owners } = plainWithOwners(characters)
  const hits = new Set<number>()
  for (const word of words) {
    for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + 1))
      for (const owner of owners.slice(at, at + word.length)) hits.add(owner)
  }
  return joined(characters, hits)
}

/** The text to search, and for each of its units the index of the character that it comes from. */
function plainWithOwners(characters: readonly string[]): { plain: string; owners: number[] } {
  const owners: number[] = []
  let plain = ''
  for (const [index, character] of characters.entries()) {
    const part = searchable([character])
    plain += part
    owners.push(...Array<number>(part.length).fill(index))
  }
  return { plain, owners }
}

function joined(characters: readonly string[], hits: ReadonlySet<number>): MarkedPart[] {
  const parts: MarkedPart[] = []
  for (const [index, character] of characters.entries()) {
    const hit = hits.has(index)
    const last = parts.at(-1)
    if (last?.hit === hit) parts[parts.length - 1] = { text: last.text + character, hit }
    else parts.push({ text: character, hit })
  }
  return parts
}
