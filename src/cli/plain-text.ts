/** Prepares names from web pages for a terminal, where they must not move the cursor or reorder a line. */

/** Control, format and surrogate characters, which move the cursor, colour the terminal or reorder text. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'
/** Characters that take two columns on a terminal. */
const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
const NO_WIDTH = /\p{M}/u

/** The text with each invisible character written as its number. */
export function plain(text: string): string {
  return text.replace(UNSEEN, (one) => `\\u{${(one.codePointAt(0) ?? 0).toString(16)}}`)
}

/** The number of columns that the text takes on a terminal. */
export function columnsOf(text: string): number {
  let columns = 0
  for (const one of text) columns += widthOf(one)
  return columns
}

/** The text cut or padded to this many columns. A cut text ends with `…`. */
export function fitted(text: string, columns: number): string {
  const cut = columnsOf(text) <= columns ? text : `${beginning(text, columns - 1)}…`
  const padding = ' '.repeat(Math.max(0, columns - columnsOf(cut)))
  if (!RIGHT_TO_LEFT.test(cut)) return `${cut}${padding}`
  // Without the isolate, the text would reorder the columns beside it.
  return `${FIRST_STRONG_ISOLATE}${cut}${POP_DIRECTIONAL_ISOLATE}${padding}`
}

function beginning(text: string, columns: number): string {
  let kept = ''
  let used = 0
  for (const one of text) {
    used += widthOf(one)
    if (used > columns) break
    kept += one
  }
  return kept
}

function widthOf(one: string): number {
  if (NO_WIDTH.test(one)) return 0
  return WIDE.test(one) ? 2 : 1
}
