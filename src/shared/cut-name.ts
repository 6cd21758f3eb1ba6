import type { Names } from './passkey'

/**
 * Both names, each cut to a length, with an ellipsis after a cut name.
 *
 * @param longest in UTF-16 code units.
 */
export function cutNames({ userName, userDisplayName }: Names, longest: number): Names {
  return {
    userName: cutText(userName, longest),
    userDisplayName: cutText(userDisplayName, longest),
  }
}

/**
 * A text, cut to a length, with an ellipsis after a cut text. Never cuts inside a character.
 *
 * @param longest in UTF-16 code units.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text
  const last = text.charCodeAt(longest - 1)
  const isFirstHalf = last >= 0xd800 && last < 0xdc00
  return `${text.slice(0, isFirstHalf ? longest - 1 : longest)}…`
}
