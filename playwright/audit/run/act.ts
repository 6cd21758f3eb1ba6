/** Runs one ceremony of a trial, and judges the relying party. */
import type { PasskeySession } from '../../client/passkey-session.js'
import type { FaultId } from '../../client/types/wire.js'
import type { CeremonyKind } from '../catalogue.js'
import type { AuditAccount } from '../relying-party.js'
import type { PlannedRow, Row } from '../report-card.js'
import type { Stage } from '../stages/stage.js'
import { attempt, type Attempt } from './attempt.js'
import { answerIn, finishedCeremonies } from './ceremony-answer.js'
import type { UnmetNeeds } from './fault-needs.js'
import { judge, notTried, type Judgement } from './judge.js'
import type { SessionPool } from './session-pool.js'

export interface TrialWorld {
  readonly stage: Stage
  readonly sessions: SessionPool
  readonly newAccount: () => AuditAccount
  /** How long each callback may take. */
  readonly timeoutMs: number
  readonly signal: AbortSignal
  /** The needs that the relying party does not meet, as earlier trials have shown. */
  readonly unmet: UnmetNeeds
}

/** A session and an account. */
export interface Act extends Pick<TrialWorld, 'stage' | 'timeoutMs' | 'signal'> {
  readonly session: PasskeySession
  readonly account: AuditAccount
}

export interface Judged extends Judgement, Pick<Row, 'notes'> {
  /** The fault did not fit the ceremony. */
  readonly notApplied?: boolean
}

/** Like {@link judged}, with the row's fault in the answer. */
export async function judgedWithFault(row: PlannedRow, act: Act): Promise<Judged> {
  // Latchkey itself named the fault.
  await act.session.fault(row.id as FaultId, { times: 1 })
  return judged(row.ceremony, act, row)
}

/** @param row of the armed fault; undefined for a genuine answer. */
export async function judged(ceremony: CeremonyKind, act: Act, row?: PlannedRow): Promise<Judged> {
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

export function withoutEarlier({ outcome, words, reason, notes }: Judged): Judged {
  const why = outcome === 'refused' ? `it was refused: ${words ?? 'without a word'}` : reason
  return { ...notTried(`A genuine ceremony before this one failed: ${why}`), notes }
}

export async function timed<T>(work: () => Promise<T>): Promise<readonly [T, number]> {
  const start = performance.now()
  const result = await work()
  return [result, Math.round(performance.now() - start)]
}

export function rowOf(row: PlannedRow, judgement: Judged, durationMs: number): Row {
  const { outcome, words, reason, finding, changes, notes } = judgement
  return { ...row, outcome, words, reason, finding, known: false, changes, notes, durationMs }
}

/** A row that was not tried, and why. */
export function untriedRow(row: PlannedRow, reason: string): Row {
  return rowOf(row, { ...notTried(reason), notes: [] }, 0)
}
