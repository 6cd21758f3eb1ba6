import type { CheckStep } from './step'

type Kind = 'create' | 'get'

/** Where the sections without a step number stand among the numbered steps of §7.1 or §7.2. */
const AMONG_STEPS: Readonly<Record<Kind, Readonly<Record<string, number>>>> = {
  create: {
    '§5.1': 3.5,
    '§13.4.3': 8.5,
    '§5.2.1': 13.1,
    '§6.1': 13.2,
    '§6.5.1': 13.3,
  },
  get: {
    '§5.1': 3.5,
    '§13.4.3': 11.5,
    '§6.1': 14.5,
    '§6.5.5': 20.5,
  },
}

/** The place of a step among those of its ceremony. */
export function orderOf(kind: Kind, { section }: CheckStep): number {
  const [, number] = /step (\d+)/.exec(section) ?? []
  return number === undefined ? (AMONG_STEPS[kind][section] ?? 0) : Number(number)
}
