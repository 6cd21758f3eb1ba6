/** Where a key takes the keyboard in a list. */

const PAGE = 10

/**
 * The id that `key` leads to from `current`; undefined when the key means nothing here.
 *
 * @param current undefined when no row has been reached yet.
 */
export function idAfterKey(
  key: string,
  ids: readonly string[],
  current: string | undefined,
): string | undefined {
  const index = current === undefined ? -1 : ids.indexOf(current)
  const last = ids.length - 1
  const targets: Record<string, number> = {
    ArrowDown: Math.min(index + 1, last),
    ArrowUp: Math.max(index - 1, 0),
    PageDown: Math.min(index + PAGE, last),
    PageUp: Math.max(index - PAGE, 0),
    Home: 0,
    End: last,
  }
  const target = Object.hasOwn(targets, key) ? targets[key] : undefined
  return target === undefined ? undefined : ids[target]
}

/** The id that takes the place of `removed`: the next one, else the one before. */
export function neighbour(ids: readonly string[], removed: string): string | undefined {
  const index = ids.indexOf(removed)
  return index === -1 ? undefined : (ids[index + 1] ?? ids[index - 1])
}
