import type { ActivityEntry, ActivityReport } from '../../shared/activity'
import type { PageFinding } from '../../shared/lint-finding'
import type { AutomationEvent } from '../../shared/session-event'
import type { Ceremony, CeremonyObserver, ClientQuestion } from '../webauthn/client/ports'
import type { PageLint } from '../page-lint/page-lint'
import type { AfterAnswers } from '../platform/after-answers'

/** The reason of an offer that the page cancelled. The record has no entry for it. */
const WITHDRAWN = 'the page ended the ceremony before the user chose a passkey'

/**
 * Reports when ceremonies begin, wait for the user and end, and what the lint finds in them and in signals.
 *
 * @param afterAnswers lints and tells the end in order, so that no page waits for that.
 */
export function ceremonyEvents(
  tell: (event: AutomationEvent) => void,
  lint: PageLint,
  afterAnswers: AfterAnswers,
): CeremonyObserver {
  const tellFindings = (find: () => readonly PageFinding[]) =>
    afterAnswers.do(() => {
      for (const finding of find()) tell({ type: 'lint', ...finding })
    })
  return {
    started: (ceremony) =>
      tell({
        type: 'ceremonyStarted',
        ...about(ceremony),
        mediation: ceremony.mediation ?? null,
      }),
    begun: (ceremony) => {
      const before = lint.passkeysFor(ceremony)
      tellFindings(() => lint.started(ceremony, before))
    },
    waits: (ceremony, question) => tell(waiting(ceremony, question)),
    heldBack: (ceremony, fault, delayMs) =>
      tell({ type: 'answerHeldBack', ...about(ceremony), fault, delayMs }),
    finished: (ceremony, report, end) => {
      tellFindings(() => lint.finished(ceremony, report, end))
      afterAnswers.do(() =>
        tell({
          type: 'ceremonyFinished',
          ...about(ceremony),
          ...outcomeOf(report),
          options: ceremony.options ?? null,
          response: end.response,
          profile: end.profile,
        }),
      )
    },
    signalled: (signal) => {
      const before = lint.passkeysFor(signal)
      tellFindings(() => lint.signalled(signal, before))
    },
    signalChecked: (signal, error) => tellFindings(() => lint.signalChecked(signal, error)),
  }
}

/** The event of a signal that was applied, or that had no effect. */
export function signalReceived(entry: ActivityEntry): AutomationEvent {
  const { id: entryId, signal, origin, rpId, outcome, error, reason } = entry
  const { policy, changes, left, moreChanges } = entry
  const effect = { outcome, error, reason, policy, changes, left, moreChanges }
  return { type: 'signalReceived', entryId, signal, origin, rpId, ...effect }
}

function about({ id, kind, origin }: Ceremony) {
  return { ceremonyId: id, ceremony: kind, origin }
}

function waiting(ceremony: Ceremony, { rpId, kind, accounts }: ClientQuestion): AutomationEvent {
  return {
    type: 'ceremonyWaiting',
    ...about(ceremony),
    rpId,
    question: kind,
    accounts: accounts.map(({ id, userName, userDisplayName }) => ({
      id,
      userName,
      userDisplayName,
    })),
  }
}

function outcomeOf(report: ActivityReport | null) {
  const { outcome = 'refused', reason = WITHDRAWN, error = null } = report ?? {}
  const { rpId = null, passkeyId = null, names = null, answeredBy = null } = report ?? {}
  const fault = report?.fault ?? null
  return { outcome, reason, error, rpId, passkeyId, names, answeredBy, fault }
}
