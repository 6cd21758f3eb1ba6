/** Decides what a row says of the relying party. Pure. */
import type { AnswerChange, Outcome, PlannedRow, Row } from '../report-card.js'
import type { Attempt } from './attempt.js'

/** What Latchkey did in the ceremony of a row. */
export type Answer =
  /** Latchkey was not asked. */
  | { readonly kind: 'none' }
  /** The ceremony ended without an answer. */
  | { readonly kind: 'failed'; readonly reason: string }
  /** The fault does not fit the ceremony. */
  | { readonly kind: 'not applied'; readonly reason: string }
  /** `again`: a genuine answer followed the faulty answer. */
  | {
      readonly kind: 'given'
      readonly changes: readonly AnswerChange[]
      readonly again: boolean
    }

export interface Judgement {
  readonly outcome: Outcome
  readonly words: string | null
  readonly reason: string | null
  readonly finding: boolean
  readonly changes: readonly AnswerChange[]
}

/** @param timeoutMs how long the callback had. */
export function judge(
  { expected, ceremony }: Pick<PlannedRow, 'expected' | 'ceremony'>,
  attempt: Attempt,
  answer: Answer,
  timeoutMs: number,
): Judgement {
  const reason = whyNotTried(attempt, answer, callbackOf(ceremony), timeoutMs)
  if (reason !== null || attempt.kind === 'hung') return notTried(reason ?? '', wordsIn(attempt))
  return {
    outcome: attempt.kind,
    words: wordsIn(attempt),
    reason: null,
    finding: (attempt.kind === 'accepted') !== (expected === 'accept'),
    changes: answer.kind === 'given' ? answer.changes : [],
  }
}

/** A row without a result for the relying party. */
export function notTried(reason: string, words: string | null = null): Judgement {
  return { outcome: 'not tried', words, reason, finding: false, changes: [] }
}

/** @returns null when the row has a result for the relying party. */
function whyNotTried(
  attempt: Attempt,
  answer: Answer,
  callback: string,
  timeoutMs: number,
): string | null {
  switch (answer.kind) {
    case 'none':
      return withoutCeremony(attempt, callback, timeoutMs)
    case 'failed':
      return `Latchkey gave no answer: ${answer.reason}`
    case 'not applied':
      return answer.reason
    case 'given':
      if (attempt.kind === 'hung')
        return `${callback} did not end within ${timeoutMs} ms after the answer, so it is not known whether the answer was accepted.`
      return attempt.kind === 'accepted' && answer.again
        ? 'The page asked a second time after the fault, and the second, genuine answer was accepted.'
        : null
  }
}

/** Whether a row ended before Latchkey was asked, as all rows do when the site does not answer. */
export function isWithoutCeremony({ outcome, reason }: Pick<Row, 'outcome' | 'reason'>): boolean {
  return outcome === 'not tried' && /\bLatchkey was (not )?asked\b/.test(reason ?? '')
}

function withoutCeremony(attempt: Attempt, callback: string, timeoutMs: number): string {
  switch (attempt.kind) {
    case 'accepted':
      return `${callback} ended without a ceremony: Latchkey was not asked.`
    case 'refused':
      return `${callback} failed before Latchkey was asked${attempt.words === null ? '.' : `: ${attempt.words}`}`
    case 'hung':
      return `${callback} did not end within ${timeoutMs} ms, and Latchkey was not asked.`
  }
}

function callbackOf(ceremony: PlannedRow['ceremony']): string {
  return ceremony === 'create' ? 'The registration' : 'The sign-in'
}

function wordsIn(attempt: Attempt): string | null {
  return attempt.kind === 'refused' ? attempt.words : null
}
