/** The letters and the tint that make an account easy to spot. */

const WORD_START = /(?:^|[^\p{L}\p{N}])([\p{L}\p{N}])/gu

/** How many tints `styles/tokens.css` has. */
export const TINTS = 6

/** Empty when the name has neither letter nor digit. */
export function monogramOf(name: string): string {
  const initials = Array.from(name.slice(0, 200).matchAll(WORD_START), (match) => match[1] ?? '')
  // By characters: a letter may be two code units, and two letters in upper case.
  return Array.from(initials.slice(0, 2).join('').toUpperCase()).slice(0, 2).join('')
}

/** The same text always has the same tint: 0 to {@link TINTS} − 1. */
export function tintOf(text: string): number {
  let sum = 0
  for (const character of text.slice(0, 200)) {
    sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 65_521
  }
  return sum % TINTS
}
