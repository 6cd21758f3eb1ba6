/** What is kept of the changes of a passkey's names. */
import type { Names, Rename } from './passkey'

const MOST = 20
/** UTF-16 code units: the trail is for show, and is written again with each change of its passkey. */
const LONGEST_NAME = 200

/** A trail with one more change: newest first, long names cut, the oldest forgotten. */
export function withRename(trail: readonly Rename[], rename: Rename): readonly Rename[] {
  const { before, after } = rename
  return [
    { ...rename, before: cutNames(before), after: cutNames(after) },
    ...trail.slice(0, MOST - 1),
  ]
}

function cutNames({ userName, userDisplayName }: Names): Names {
  return { userName: cut(userName), userDisplayName: cut(userDisplayName) }
}

/** No character is cut in two. */
function cut(name: string): string {
  if (name.length <= LONGEST_NAME) return name
  const last = name.charCodeAt(LONGEST_NAME - 1)
  const isFirstHalf = last >= 0xd800 && last < 0xdc00
  return `${name.slice(0, isFirstHalf ? LONGEST_NAME - 1 : LONGEST_NAME)}…`
}
