/**
 * The lint of a page: mistakes in its options, its signals and its habits, each with its reason and a replacement
 * (docs/lint.md). Pure and total: accepts options of any form.
 */
import { bySeverity, type LintFinding } from '../../shared/lint-finding'
import { RULES } from './all-rules'
import type { PageCall } from './page-call'
import type { PageHistory } from './page-history'
import { PasskeysOfCalls } from './passkeys-of-calls'
import { readCall, type ReadCall } from './read-call'
import type { Rule } from './rule'

/** The maximum number of findings of one rule in one call, because a list of a thousand entries has one mistake. */
const SPOTS_OF_RULE = 5

const NO_HISTORY: PageHistory = { earlier: [], passkeys: new PasskeysOfCalls([]) }

/** Judges one call of a page: its request and, if known, its result. */
export function lint(call: PageCall, history = NO_HISTORY): readonly LintFinding[] {
  return findingsIn(readCall(call), history, RULES)
}

/** Judges a page's request, at the time of the call. */
export function lintAsked(call: ReadCall, history: PageHistory): readonly LintFinding[] {
  return findingsIn(call, history, ASKED)
}

/** Judges the result of a call. */
export function lintEnded(call: ReadCall, history: PageHistory): readonly LintFinding[] {
  return findingsIn(call, history, ENDED)
}

const ASKED = RULES.filter(({ when }) => when === 'asked')
const ENDED = RULES.filter(({ when }) => when === 'ended')

function findingsIn(
  call: ReadCall,
  history: PageHistory,
  rules: readonly Rule[],
): readonly LintFinding[] {
  const findings = rules.flatMap(({ id, severity, title, section, why, instead, find }) =>
    find(call, history)
      .slice(0, SPOTS_OF_RULE)
      .map((spot) => ({ rule: id, severity, title, section, why, instead, ...spot })),
  )
  return bySeverity(findings)
}
