import type { ProfileFile } from './profile-schema'

type Facts = ProfileFile['facts']

/** The facts of a provider that differs from another one in a few: each takes the place of the fact about the same knobs. */
export function differing(from: ProfileFile, ...facts: Facts): Facts {
  return from.facts.map((fact) => facts.find((one) => knobsOf(one) === knobsOf(fact)) ?? fact)
}

function knobsOf({ knobs }: Facts[number]): string {
  return Object.keys(knobs).sort().join()
}
