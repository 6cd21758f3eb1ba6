/** Names and reasons come from pages, so they may hold anything. These functions make them safe to show. */

import { withUnseen } from '../../shared/unseen-text'

/** In UTF-16 code units. A page may send 64 KiB. */
export const SHOWN_LENGTH = 2000

/** Enough for one line of the window. */
export const LINE_LENGTH = 240

/**
 * The text with invisible characters made visible, cut with an ellipsis after `limit` UTF-16 code units. It still
 * has to be isolated (`<bdi>`), because letters have directions of their own.
 */
export function displayText(text: string, limit = SHOWN_LENGTH): string {
  if (text.length <= limit) return withUnseen(text)
  const end = isHighSurrogate(text.charCodeAt(limit - 1)) ? limit - 1 : limit
  return `${withUnseen(text.slice(0, end))}…`
}

/** As {@link displayText}, but keeps line ends. For text that Latchkey itself breaks into lines. */
export function displayLines(text: string): string {
  const lines = text.slice(0, SHOWN_LENGTH).split('\n')
  return `${lines.map((line) => displayText(line)).join('\n')}${text.length > SHOWN_LENGTH ? '…' : ''}`
}

/** Alone they show nothing, though some are a part of an emoji: joiners, selectors, tags, and the empty braille cell. */
const SHOWS_NOTHING = /[\p{Default_Ignorable_Code_Point}\u2800]/gu

/** True for a text without visible characters in its shown part, as {@link displayText} shows it. */
export function isBlank(text: string): boolean {
  const shown = displayText(text.slice(0, SHOWN_LENGTH).trim())
  return shown.replace(SHOWS_NOTHING, '').trim() === ''
}

/** As {@link displayText}, but never blank. */
export function nameOr(text: string, placeholder: string, limit = LINE_LENGTH): string {
  return isBlank(text) ? placeholder : displayText(text, limit)
}

/** As {@link displayText}, with a capital letter first, unless the text begins with an origin. */
export function sentence(text: string, limit = SHOWN_LENGTH): string {
  const shown = displayText(text, limit)
  return /^[a-z]+:\/\//.test(shown) ? shown : shown.charAt(0).toUpperCase() + shown.slice(1)
}

function isHighSurrogate(code: number): boolean {
  return code >= 0xd800 && code <= 0xdbff
}
