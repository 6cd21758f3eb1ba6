/** Runs one trial in a session and with an account of its own. */
import type { PasskeySession } from '../../client/passkey-session.js'
import type { FaultId, ProfileId } from '../../client/types/wire.js'
import type { CeremonyKind } from '../catalogue.js'
import type { Trial } from '../plan.js'
import type { AuditAccount } from '../relying-party.js'
import type { PlannedRow, Row } from '../report-card.js'
import type { Stage } from '../stages/stage.js'
import { wordsOf } from '../words.js'
import { attempt, type Attempt } from './attempt.js'
import { answerIn, finishedCeremonies } from './ceremony-answer.js'
import { AuditError } from '../audit-error.js'
import { judge, notTried, type Judgement } from './judge.js'
import type { SessionPool } from './session-pool.js'
import {
  COUNTING_AUTHENTICATOR,
  needsBefore,
  whyImpossible,
  type UnmetNeeds,
} from './fault-needs.js'

export interface TrialWorld {
  readonly stage: Stage
  readonly sessions: SessionPool
  readonly newAccount: () => AuditAccount
  /** How long each callback may take. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** What the relying party does not meet, as the trials before have shown. */
  readonly unmet: UnmetNeeds
}

/** A trial's own session and account. */
interface Act extends Pick<TrialWorld, 'stage' | 'timeoutMs' | 'signal'> {
  readonly session: PasskeySession
  readonly account: AuditAccount
}

interface Judged extends Judgement, Pick<Row, 'notes'> {
  /** The fault did not fit the ceremony. */
  readonly notApplied?: boolean
}

/** @throws {AuditError} when no trial can run any more, {@link unknown} the reason of the world's `signal`. */
export async function runTrial(trial: Trial, world: TrialWorld): Promise<readonly Row[]> {
  try {
    return await (trial.kind === 'fault'
      ? Promise.all(trial.rows.map((row) => faultRow(row, world)))
      : bothRows(trial, world))
  } catch (error) {
    world.signal.throwIfAborted()
    if (error instanceof AuditError) throw error
    const failed = { ...notTried(`The audit could not try this: ${wordsOf(error)}`), notes: [] }
    return trial.rows.map((row) => rowOf(row, failed, 0))
  }
}

/** Registration and sign-in, with the same passkey. */
function bothRows(trial: Trial, world: TrialWorld): Promise<readonly Row[]> {
  // A profile also plays a client, which is in the page's script from the beginning.
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

/** One fault in one ceremony. A sign-in has a genuine registration before it. */
async function faultRow(row: PlannedRow, world: TrialWorld): Promise<Row> {
  const impossible = whyImpossible(row) ?? world.unmet.reasonFor(row)
  if (impossible !== undefined) return rowOf(row, { ...notTried(impossible), notes: [] }, 0)
  const [judgement, ms] = await timed(() =>
    world.sessions.use(async (session) => {
      const act = { ...world, session, account: world.newAccount() }
      const failed = await prepare(row, act, world.newAccount)
      return failed ?? armed(row, act)
    }),
  )
  if (judgement.notApplied === true) world.unmet.add(row, judgement.reason ?? '')
  return rowOf(row, judgement, ms)
}

/** Does what the fault needs to have happened before. @returns what failed. */
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

async function armed(row: PlannedRow, act: Act): Promise<Judged> {
  // Latchkey itself named the fault.
  await act.session.fault(row.id as FaultId, { times: 1 })
  return judged(row.ceremony, act, row)
}

/** @param row of the fault that is armed; undefined: the answer is genuine. */
async function judged(ceremony: CeremonyKind, act: Act, row?: PlannedRow): Promise<Judged> {
  const { stage, session, account, timeoutMs, signal } = act
  const earlier = (await finishedCeremonies(session, ceremony)).length
  const scene = await stage.open(ceremony, session, account, timeoutMs)
  let ended: Attempt = { kind: 'hung' }
  try {
    ended = await attempt(() => scene.act(), timeoutMs, signal)
  } finally {
    await scene.close(ended.kind === 'hung').catch(() => undefined)
  }
  const finished = await finishedCeremonies(session, ceremony)
  const answer = answerIn(finished.slice(earlier), row?.id)
  const about = row ?? { expected: 'accept' as const, ceremony }
  return {
    ...judge(about, ended, answer, timeoutMs),
    notes: scene.notes(),
    notApplied: answer.kind === 'not applied',
  }
}

function withoutEarlier({ outcome, words, reason, notes }: Judged): Judged {
  const why = outcome === 'refused' ? `it was refused: ${words ?? 'without a word'}` : reason
  return { ...notTried(`A genuine ceremony before this one failed: ${why}`), notes }
}

async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now()
  const result = await work()
  return [result, Math.round(performance.now() - start)]
}

function rowOf(row: PlannedRow, judgement: Judged, durationMs: number): Row {
  const { outcome, words, reason, finding, changes, notes } = judgement
  return { ...row, outcome, words, reason, finding, known: false, changes, notes, durationMs }
}
