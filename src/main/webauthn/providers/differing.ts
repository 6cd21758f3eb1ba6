import type { Knobs, ProfileFile } from './profile-schema'

type Facts = ProfileFile['facts']

/**
 * The facts of a provider that differs from another one in a few. Each new fact replaces the facts whose knobs it sets, or
 * comes last.
 */
export function differing(from: Pick<ProfileFile, 'facts'>, ...facts: Facts): Facts {
  const kept = from.facts.map((fact) => facts.find((one) => covers(one, fact)) ?? fact)
  return [...new Set([...kept, ...facts])]
}

/** What is known of a provider, without these knobs. */
export function lacking(
  from: ProfileFile,
  ...knobs: readonly (keyof Knobs)[]
): Pick<ProfileFile, 'facts'> {
  return { facts: from.facts.filter((fact) => !knobs.some((name) => name in fact.knobs)) }
}

function covers(one: Facts[number], other: Facts[number]): boolean {
  return Object.keys(other.knobs).every((name) => name in one.knobs)
}
