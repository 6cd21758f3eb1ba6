/** How Latchkey writes characters that cannot be seen: in its window, in a terminal and in reports. */

/** Control characters, lone surrogates, and characters that change the direction or have no width. Emoji joiners stay. */
export const UNSEEN =
  /[\p{Cc}\p{Cs}\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0]/gu

/**
 * The text with each character that cannot be seen made visible: `␛` for Escape, `[U+202E]` for a right-to-left override, `�` for
 * half a character.
 */
export function withUnseen(text: string): string {
  return text.replace(UNSEEN, visible)
}

function visible(character: string): string {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return String.fromCodePoint(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  if (code >= 0xd800 && code <= 0xdfff) return '\ufffd'
  return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`
}
