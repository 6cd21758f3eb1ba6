/** Marks what a search found in a text. */
import { isAscii, searchable } from './search-text'

export interface MarkedPart {
  readonly text: string
  readonly hit: boolean
}

/**
 * The text in parts; those that one of the words matches are hits. Case and accents do not count, as in the search.
 *
 * @param words the result of `searchWords`.
 */
export function markedParts(text: string, words: readonly string[]): MarkedPart[] {
  if (words.length === 0) return [{ text, hit: false }]
  const { characters, plain, owners } = isAscii(text) ? asciiParts(text) : partsOf(text)
  const hits = new Set<number>()
  for (const word of words) {
    for (let at = plain.indexOf(word); at !== -1; at = plain.indexOf(word, at + 1))
      for (const owner of owners.slice(at, at + word.length)) hits.add(owner)
  }
  return joined(characters, hits)
}

interface SearchedParts {
  readonly characters: readonly string[]
  /** The text to search. */
  readonly plain: string
  /** For each unit of the text to search, the index of the character that it comes from. */
  readonly owners: readonly number[]
}

/** As {@link partsOf}, for most texts. Fast enough that redrawing all rows takes no noticeable time. */
function asciiParts(text: string): SearchedParts {
  const characters = text.split('')
  return { characters, plain: text.toLowerCase(), owners: [...characters.keys()] }
}

function partsOf(text: string): SearchedParts {
  const characters = Array.from(text)
  const owners: number[] = []
  let plain = ''
  for (const [index, character] of characters.entries()) {
    const part = searchable([character])
    plain += part
    owners.push(...Array<number>(part.length).fill(index))
  }
  return { characters, plain, owners }
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
