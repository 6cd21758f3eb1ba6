/** The latest changes of a passkey's names. */
import { cutNames } from './cut-name'
import type { Rename } from './passkey'

const MOST_KEPT = 20
/** UTF-16 code units. Short, because the trail is rewritten with each change of its passkey. */
const LONGEST_NAME = 200

/** A trail with one more change: newest first, long names cut, the oldest change dropped. */
export function withRename(trail: readonly Rename[], rename: Rename): readonly Rename[] {
  const { before, after } = rename
  return [
    { ...rename, before: cutNames(before, LONGEST_NAME), after: cutNames(after, LONGEST_NAME) },
    ...trail.slice(0, MOST_KEPT - 1),
  ]
}
