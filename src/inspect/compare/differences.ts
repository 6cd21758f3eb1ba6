/** Compares values by their paths. */

/** A value that differs. */
export interface Difference {
  /** The path of the value, such as `authenticatorData.flags.UV`. */
  readonly place: string
  /** null when the ceremony has no such value. */
  readonly left: string | null
  readonly right: string | null
}

export type Entry = readonly [place: string, value: string]

/** In the order of the left entries, followed by what only the right ones have. */
export function differencesOf(
  left: readonly Entry[],
  right: readonly Entry[],
): readonly Difference[] {
  const [before, after] = [new Map(left), new Map(right)]
  const places = new Set([...before.keys(), ...after.keys()])
  return [...places].flatMap((place) => {
    const difference = { left: before.get(place) ?? null, right: after.get(place) ?? null }
    return difference.left === difference.right ? [] : [{ place, ...difference }]
  })
}
