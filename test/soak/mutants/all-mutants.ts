import { genericMutants } from './generic-mutants'
import type { Mutant } from './mutant'
import { namedMutants } from './named-mutants'

/** Every mutant, and the names of those that no longer apply to the code. */
export function allMutants(): { mutants: readonly Mutant[]; stale: readonly string[] } {
  const { mutants, stale } = namedMutants()
  return { mutants: [...mutants, ...genericMutants()], stale }
}
