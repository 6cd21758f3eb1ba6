/**
 * The single rule of undo, for signals and for the user's own edits. An undo states what it expects, and restores only values
 * that are still the ones that its change left. Newer values stay.
 */

/** Who last set a value: the id of a signal's entry in the record; null when no signal did, or the user has since. */
export type Setter = string | null

export interface Expected<T> {
  readonly setBy: Setter
  /** The value that the change left; absent when `setBy` is enough, as for a signal. */
  readonly value?: T
}

export interface Found<T> {
  readonly setBy: Setter
  readonly value: T
}

export function stillStands<T>(expected: Expected<T>, found: Found<T>): boolean {
  if (expected.setBy !== found.setBy) return false
  return expected.value === undefined || expected.value === found.value
}

/** Splits the fields of a change into those with the value that it left, and those with newer values. */
export function splitByRule<F>(
  fields: readonly F[],
  stands: (field: F) => boolean,
): { readonly standing: readonly F[]; readonly newer: readonly F[] } {
  return {
    standing: fields.filter(stands),
    newer: fields.filter((field) => !stands(field)),
  }
}
