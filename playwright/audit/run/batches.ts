/** Which trials one worker runs in a row, and how long each takes compared with the others. Pure. */
import type { Trial } from '../plan.js'
import { needsBefore, whyImpossible } from './fault-needs.js'

/** A limit, so that few trials are repeated when an account cannot handle so many sign-ins. */
const MOST_OF_AN_ACCOUNT = 15

/** Trials that one worker runs in a row. */
export interface Batch {
  readonly trials: readonly Trial[]
  /** Whether the trials are sign-ins that may share one account. */
  readonly sharesAccount: boolean
}

/** @returns each trial once. Trials that share an account are together, distributed evenly over the workers. */
export function batchesOf(
  trials: readonly Trial[],
  workers: number,
  sharesAccounts: boolean,
): readonly Batch[] {
  const sharing = sharesAccounts ? trials.filter(mayShareAccount) : []
  const size = Math.min(MOST_OF_AN_ACCOUNT, Math.ceil(sharing.length / workers))
  const alone = trials.filter((trial) => !sharing.includes(trial))
  return [
    ...alone.map((trial) => ({ trials: [trial], sharesAccount: false })),
    ...chunks(sharing, size).map((some) => ({ trials: some, sharesAccount: true })),
  ]
}

/** A sign-in fault changes only the answer, so the passkey and its account stay genuine. */
function mayShareAccount({ kind, rows }: Trial): boolean {
  const [row] = rows
  if (kind !== 'fault' || row?.ceremony !== 'get' || whyImpossible(row) !== undefined) return false
  return !Object.values(needsBefore(row)).includes(true)
}

/** The number of ceremonies in a trial. */
export function ceremoniesOf(trial: Trial, sharesAccounts: boolean): number {
  const [row] = trial.rows
  if (trial.kind !== 'fault' || !row) return 2
  if (whyImpossible(row) !== undefined) return 0
  if (row.ceremony === 'get' && sharesAccounts && mayShareAccount(trial)) return 1
  const { needsOther, needsEarlier } = needsBefore(row)
  const before = row.ceremony === 'create' ? 0 : needsEarlier ? 3 : 1
  return 1 + before + (needsOther ? 1 : 0)
}

function chunks<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const count = items.length === 0 ? 0 : Math.ceil(items.length / size)
  return Array.from({ length: count }, (_, index) => items.slice(index * size, (index + 1) * size))
}
