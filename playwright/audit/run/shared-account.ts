/**
 * Sign-in faults that are tried on one account, one after another. A row of such a trial must have the same result as with its
 * own account:
 *
 * - The first fault after the registration has no earlier fault.
 * - A later fault counts only if its outcome is as expected, and a genuine sign-in passes after the last fault. A relying party
 *   that locked the account would also refuse the genuine sign-in.
 * - Any other outcome may be caused by an earlier fault. The fault is tried again as the first of a new account.
 */
import { AuditError } from '../audit-error.js'
import type { Trial } from '../plan.js'
import type { PlannedRow, Row } from '../report-card.js'
import {
  judged,
  judgedWithFault,
  rowOf,
  timed,
  withoutEarlier,
  type Act,
  type Judged,
  type TrialWorld,
} from './act.js'
import { failedRows, rowWithoutTrial } from './run-trial.js'

/** The results of trials with one account. */
export interface Shared {
  /** Valid rows, for the first trials. */
  readonly rows: readonly Row[]
  /** False when the relying party cannot handle several sign-ins with one account. */
  readonly isBorne: boolean
}

/**
 * Runs as many of the trials as one account can handle, at least one.
 *
 * @param trials that may share an account.
 * @param begun called before each trial.
 * @throws {AuditError} when no further trial can run, {@link unknown} the reason of the world's `signal`.
 */
export async function runWithOneAccount(
  [first, ...later]: readonly [Trial, ...Trial[]],
  world: TrialWorld,
  begun: (trial: Trial) => void,
): Promise<Shared> {
  try {
    return await world.sessions.useNew((session) => {
      const act = { ...world, session, account: world.newAccount() }
      return share(first, later, { act, world, begun })
    })
  } catch (error) {
    world.signal.throwIfAborted()
    if (error instanceof AuditError) throw error
    return { rows: failedRows(first, error), isBorne: true }
  }
}

interface Sharing {
  readonly act: Act
  readonly world: TrialWorld
  readonly begun: (trial: Trial) => void
}

async function share(first: Trial, later: readonly Trial[], sharing: Sharing): Promise<Shared> {
  const { act } = sharing
  const [created, createdMs] = await timed(() => judged('create', act))
  if (created.outcome !== 'accepted')
    return { rows: [rowOf(rowIn(first), withoutEarlier(created), createdMs)], isBorne: true }
  const { row, isAsExpected } = await tried(first, sharing)
  if (!isAsExpected) return { rows: [row], isBorne: true }

  const provisional: Row[] = []
  for (const trial of later) {
    const next = await tried(trial, sharing)
    if (!next.isAsExpected) break
    provisional.push(next.row)
  }
  const isBorne = provisional.length === 0 || (await judged('get', act)).outcome === 'accepted'
  return { rows: isBorne ? [row, ...provisional] : [row], isBorne }
}

interface Tried {
  readonly row: Row
  readonly isAsExpected: boolean
}

async function tried(trial: Trial, { act, world, begun }: Sharing): Promise<Tried> {
  begun(trial)
  const planned = rowIn(trial)
  const known = rowWithoutTrial(planned, world)
  if (known) return { row: known, isAsExpected: true }
  const [judgement, ms] = await timed(() => judgedWithFault(planned, act))
  if (judgement.notApplied === true) world.unmet.add(planned, judgement.reason ?? '')
  return { row: rowOf(planned, judgement, ms), isAsExpected: isAsExpected(judgement) }
}

function isAsExpected({ outcome, finding, notApplied, words }: Judged): boolean {
  if (notApplied === true) return words === null
  return outcome !== 'not tried' && !finding
}

function rowIn({ rows: [row] }: Trial): PlannedRow {
  if (!row) throw new Error('a trial without a row')
  return row
}
