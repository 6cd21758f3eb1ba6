import type { CheckStep } from './step'

/** The positions of sections without their own step among the steps of §7.1 and §7.2. */
const BEFORE: Readonly<Record<string, number>> = {
  '§5.1': 3.5,
  '§13.4.3': 8.5,
  '§5.2.1': 13.1,
  '§6.1': 13.2,
  '§6.5.1': 13.3,
  '§6.5.5': 20.5,
}

/** The place of a step among those of its ceremony. */
export function orderOf({ section }: CheckStep): number {
  const [, number] = /step (\d+)/.exec(section) ?? []
  return number === undefined ? (BEFORE[section] ?? 0) : Number(number)
}
