/** The part that differs between an old and a new name, and the text around it in both. */
import { once } from '../../shared/once'
import { displayText } from './display-text'

export interface NameDifference {
  readonly start: string
  readonly removed: string
  readonly added: string
  readonly end: string
}

/** In UTF-16 code units. Names that differ only beyond this look alike. */
const COMPARED = 600
/** How many equal graphemes are kept around the difference, so that the difference is visible on one line. */
const AROUND = 24

const graphemes = once(() => new Intl.Segmenter('en', { granularity: 'grapheme' }))

/** Both names with their invisible characters made visible. */
export function nameDifference(before: string, after: string): NameDifference {
  const [old, now] = [before, after].map((text) => charactersOf(displayText(text, COMPARED)))
  if (old === undefined || now === undefined) throw new Error('there are two names')
  const start = sharedStart(old, now)
  const end = sharedEnd(old.slice(start), now.slice(start))
  return {
    start: last(now.slice(0, start)),
    removed: old.slice(start, old.length - end).join(''),
    added: now.slice(start, now.length - end).join(''),
    end: first(now.slice(now.length - end)),
  }
}

function charactersOf(text: string): string[] {
  return Array.from(graphemes().segment(text), ({ segment }) => segment)
}

function sharedStart(one: readonly string[], other: readonly string[]): number {
  const at = one.findIndex((character, index) => character !== other[index])
  return at === -1 ? one.length : at
}

function sharedEnd(one: readonly string[], other: readonly string[]): number {
  return sharedStart(one.toReversed(), other.toReversed())
}

function last(characters: readonly string[]): string {
  return characters.length <= AROUND
    ? characters.join('')
    : `…${characters.slice(-AROUND).join('')}`
}

function first(characters: readonly string[]): string {
  return characters.length <= AROUND
    ? characters.join('')
    : `${characters.slice(0, AROUND).join('')}…`
}
