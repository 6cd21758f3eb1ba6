/**
 * The lint of a page: what its options, its signals and its habits do wrong, each with its reason and what to write
 * instead (docs/lint.md). Pure, and total: it takes options of any form.
 */
import { bySeverity, type LintFinding } from '../../shared/lint-finding'
import { RULES } from './all-rules'
import type { PageCall } from './page-call'
import type { PageHistory } from './page-history'
import { PasskeysOfCalls } from './passkeys-of-calls'
import { readCall, type ReadCall } from './read-call'
import type { Rule } from './rule'

/** One rule finds at most this many places in one call: a list of a thousand entries has one mistake. */
const SPOTS_OF_RULE = 5

const NO_HISTORY: PageHistory = { earlier: [], passkeys: new PasskeysOfCalls([]) }

/** Judges one call of a page: what it asked and, where that is known, how it ended. */
export function lint(call: PageCall, history = NO_HISTORY): readonly LintFinding[] {
  return findingsIn(readCall(call), history, RULES)
}

/** Judges what a page asks, when it asks. */
export function lintAsked(call: ReadCall, history: PageHistory): readonly LintFinding[] {
  return findingsIn(call, history, ASKED)
}

/** Judges how a call ended. */
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
