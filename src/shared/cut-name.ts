import type { Names } from './passkey'

/**
 * The beginning of both names, with an ellipsis where there is more. No character is cut in two.
 *
 * @param longest in UTF-16 code units.
 */
export function cutNames({ userName, userDisplayName }: Names, longest: number): Names {
  return { userName: cut(userName, longest), userDisplayName: cut(userDisplayName, longest) }
}

function cut(name: string, longest: number): string {
  if (name.length <= longest) return name
  const last = name.charCodeAt(longest - 1)
  const isFirstHalf = last >= 0xd800 && last < 0xdc00
  return `${name.slice(0, isFirstHalf ? longest - 1 : longest)}…`
}
