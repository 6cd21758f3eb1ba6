import type { Names } from './passkey'

/**
 * The beginning of both names, with an ellipsis where there is more.
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
 * The beginning of a text, with an ellipsis where there is more. No character is cut in two.
 *
 * @param longest in UTF-16 code units.
 */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return text
  const last = text.charCodeAt(longest - 1)
  const isFirstHalf = last >= 0xd800 && last < 0xdc00
  return `${text.slice(0, isFirstHalf ? longest - 1 : longest)}…`
}
