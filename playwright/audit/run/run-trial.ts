/** Runs one trial in a session with its own account. */
import type { ProfileId } from '../../client/types/wire.js'
import type { Trial } from '../plan.js'
import type { AuditAccount } from '../relying-party.js'
import type { PlannedRow, Row } from '../report-card.js'
import { wordsOf } from '../words.js'
import { AuditError } from '../audit-error.js'
import {
  judged,
  judgedWithFault,
  rowOf,
  timed,
  untriedRow,
  withoutEarlier,
  type Act,
  type Judged,
  type TrialWorld,
} from './act.js'
import { COUNTING_AUTHENTICATOR, needsBefore, whyImpossible } from './fault-needs.js'

/** @throws {AuditError} when no further trial can run, {@link unknown} the reason of the world's `signal`. */
export async function runTrial(trial: Trial, world: TrialWorld): Promise<readonly Row[]> {
  try {
    return await (trial.kind === 'fault'
      ? Promise.all(trial.rows.map((row) => faultRow(row, world)))
      : bothRows(trial, world))
  } catch (error) {
    world.signal.throwIfAborted()
    if (error instanceof AuditError) throw error
    return failedRows(trial, error)
  }
}

/** The rows of a trial in which Latchkey or the browser failed. */
export function failedRows(trial: Trial, error: unknown): readonly Row[] {
  return trial.rows.map((row) => untriedRow(row, `The audit could not try this: ${wordsOf(error)}`))
}

/** @returns the row, if it is known without a trial. */
export function rowWithoutTrial(row: PlannedRow, { unmet }: TrialWorld): Row | undefined {
  const reason = whyImpossible(row) ?? unmet.reasonFor(row)
  return reason === undefined ? undefined : untriedRow(row, reason)
}

/** Registration and sign-in, with the same passkey. */
function bothRows(trial: Trial, world: TrialWorld): Promise<readonly Row[]> {
  // A profile also plays a client, which must be in the page's script from the beginning.
  return world.sessions.useNew(async (session) => {
    const act = { ...world, session, account: world.newAccount() }
    // Latchkey itself named the profile.
    const profile = trial.id as ProfileId
    if (trial.kind === 'profile') await act.session.setSettings({ profile })
    const [created, createdMs] = await timed(() => judged('create', act))
    const [got, gotMs] = await timed(async () =>
      created.outcome === 'accepted' ? judged('get', act) : withoutEarlier(created),
    )
    return trial.rows.map((row) =>
      row.ceremony === 'create' ? rowOf(row, created, createdMs) : rowOf(row, got, gotMs),
    )
  })
}

/** One fault in one ceremony. A sign-in follows a genuine registration. */
async function faultRow(row: PlannedRow, world: TrialWorld): Promise<Row> {
  const known = rowWithoutTrial(row, world)
  if (known) return known
  const [judgement, ms] = await timed(() =>
    world.sessions.use(async (session) => {
      const act = { ...world, session, account: world.newAccount() }
      const failed = await prepare(row, act, world.newAccount)
      return failed ?? judgedWithFault(row, act)
    }),
  )
  if (judgement.notApplied === true) world.unmet.add(row, judgement.reason ?? '')
  return rowOf(row, judgement, ms)
}

/** Does what must precede the fault. @returns what failed. */
async function prepare(
  row: PlannedRow,
  act: Act,
  newAccount: () => AuditAccount,
): Promise<Judged | undefined> {
  const { needsOther, needsEarlier, needsCounter } = needsBefore(row)
  if (needsCounter) await act.session.addAuthenticator(COUNTING_AUTHENTICATOR)
  const other = needsOther ? { ...act, account: newAccount() } : undefined
  const steps: (() => Promise<Judged>)[] = []
  if (other) steps.push(() => judged('create', other))
  if (row.ceremony === 'get') steps.push(() => judged('create', act))
  if (row.ceremony === 'get' && needsEarlier)
    steps.push(
      () => judged('get', act),
      () => judged('get', act),
    )
  for (const step of steps) {
    const ended = await step()
    if (ended.outcome !== 'accepted') return withoutEarlier(ended)
  }
  return undefined
}
