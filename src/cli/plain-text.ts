/** Prepares names from web pages for a terminal, where they must not move the cursor or reorder a line. */

import { withUnseen } from '../shared/unseen-text'

const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u
const FIRST_STRONG_ISOLATE = '\u2068'
const POP_DIRECTIONAL_ISOLATE = '\u2069'
/** Characters that take two columns on a terminal. */
const WIDE =
  /[\p{Emoji_Presentation}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff01-\uff60\uffe0-\uffe6]/u
/** Marks, joiners and the tags of some flags. */
const NO_WIDTH = /[\p{M}\p{Cf}]/u
const JOINED_EMOJI = /\p{Extended_Pictographic}.*[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u
const GRAPHEMES = new Intl.Segmenter()

/** The text with each character that cannot be seen made visible, as in the window. */
export function plain(text: string): string {
  return withUnseen(text)
}

/** The number of columns that the text takes on a terminal. */
export function columnsOf(text: string): number {
  return graphemesOf(text).reduce((columns, one) => columns + widthOf(one), 0)
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
  for (const one of graphemesOf(text)) {
    used += widthOf(one)
    if (used > columns) break
    kept += one
  }
  return kept
}

/** What a reader sees as one character each. A joined emoji, such as a family, has several code points. */
function graphemesOf(text: string): readonly string[] {
  return Array.from(GRAPHEMES.segment(text), ({ segment }) => segment)
}

function widthOf(grapheme: string): number {
  if (JOINED_EMOJI.test(grapheme)) return 2
  let columns = 0
  for (const one of grapheme) if (!NO_WIDTH.test(one)) columns += WIDE.test(one) ? 2 : 1
  return columns
}
