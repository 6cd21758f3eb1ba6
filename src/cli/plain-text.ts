/** What would move the cursor, colour the terminal or turn text round: control, format and surrogate characters. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Text from pages, for a terminal: every character that is not seen is written as its number. */
export function plain(text: string): string {
  return text.replace(UNSEEN, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`)
}

/** @param width in characters. */
export function cut(text: string, width: number): string {
  const characters = Array.from(text)
  return characters.length <= width
    ? text
    : `${characters.slice(0, Math.max(width - 1, 0)).join('')}…`
}
