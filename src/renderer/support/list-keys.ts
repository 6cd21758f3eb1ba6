/** How the keyboard moves through a list. */

const PAGE = 10

/**
 * The row that the key `pressed` leads to; undefined for a key that does not move.
 *
 * @param current undefined while no row has the focus.
 */
export function keyAfter(
  pressed: string,
  rowKeys: readonly string[],
  current: string | undefined,
): string | undefined {
  const index = current === undefined ? -1 : rowKeys.indexOf(current)
  const last = rowKeys.length - 1
  const targets: Record<string, number> = {
    ArrowDown: Math.min(index + 1, last),
    ArrowUp: Math.max(index - 1, 0),
    PageDown: Math.min(index + PAGE, last),
    PageUp: Math.max(index - PAGE, 0),
    Home: 0,
    End: last,
  }
  const target = Object.hasOwn(targets, pressed) ? targets[pressed] : undefined
  return target === undefined ? undefined : rowKeys[target]
}

/** The row that takes the place of `removed`: the next one, else the previous one. */
export function neighbour(rowKeys: readonly string[], removed: string): string | undefined {
  const index = rowKeys.indexOf(removed)
  return index === -1 ? undefined : (rowKeys[index + 1] ?? rowKeys[index - 1])
}
