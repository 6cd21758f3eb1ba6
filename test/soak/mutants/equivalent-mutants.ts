/** Mutants that change nothing that matters, and why. A mutant that a test could kill has no place here. */

export const EQUIVALENT: ReadonlyMap<string, string> = new Map([])
