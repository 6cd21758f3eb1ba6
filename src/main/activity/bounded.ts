/** Cuts JSON of any size to what the record has room for. */

export interface Bounds {
  /** Characters of a text, or of a name. */
  readonly text: number
  /** Items of a list, or members of an object. */
  readonly entries: number
}

/** A limit, because a page may nest as deep as its message is long. */
const DEEPEST = 16

/**
 * Limits a value. Replaces what is too large, and cuts lists.
 *
 * @param place the path of the value.
 * @param left collects the paths of omitted values.
 */
export function bounded(
  value: unknown,
  place: string,
  bounds: Bounds,
  left: string[],
  depth = 0,
): unknown {
  if (typeof value === 'string')
    return value.length <= bounds.text ? value : leaveOut(place, `${value.length} characters`, left)
  if (typeof value !== 'object' || value === null) return value ?? null
  if (depth >= DEEPEST) return leaveOut(place, 'nested too deeply', left)
  return Array.isArray(value)
    ? boundedList(value, place, bounds, left, depth)
    : boundedObject(value, place, bounds, left, depth)
}

function boundedList(
  list: readonly unknown[],
  place: string,
  bounds: Bounds,
  left: string[],
  depth: number,
): unknown {
  if (list.length > bounds.entries) left.push(`${place}[${bounds.entries}…]`)
  return list
    .slice(0, bounds.entries)
    .map((entry, index) => bounded(entry, `${place}[${index}]`, bounds, left, depth + 1))
}

function boundedObject(
  object: object,
  place: string,
  bounds: Bounds,
  left: string[],
  depth: number,
): unknown {
  const members = Object.entries(object)
  const kept = members.filter(([name]) => name.length <= bounds.text).slice(0, bounds.entries)
  if (kept.length < members.length) left.push(`${place}.…`)
  return Object.fromEntries(
    kept.map(([name, member]) => [
      name,
      bounded(member, `${place}.${name}`, bounds, left, depth + 1),
    ]),
  )
}

function leaveOut(place: string, what: string, left: string[]): { readonly withheld: string } {
  left.push(place)
  return { withheld: what }
}
