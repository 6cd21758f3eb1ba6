/**
 * The one rule of undo, for signals and for the user's own edits. An undo says what it expects to find, and puts back
 * only values that are still as its change left them. Newer values stay.
 */

/** Who set something last: the id of a signal's entry in the record; null: no signal did, or the user has since. */
export type Setter = string | null

export interface Expected<T> {
  readonly setBy: Setter
  /** What the change left; absent where `setBy` alone tells, as for a signal. */
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

/** Splits the fields that a change set: fields that are still as it left them, and fields with newer values. */
export function splitByRule<F>(
  fields: readonly F[],
  stands: (field: F) => boolean,
): { readonly standing: readonly F[]; readonly newer: readonly F[] } {
  return {
    standing: fields.filter(stands),
    newer: fields.filter((field) => !stands(field)),
  }
}
