import type { ActivityReport } from '../../shared/activity'
import type { PageFinding } from '../../shared/lint-finding'
import type { AutomationEvent } from '../../shared/session-event'
import type { Ceremony, CeremonyObserver, ClientQuestion } from '../webauthn/client/ports'
import type { PageLint } from '../page-lint/page-lint'

/** The reason of an offer that the page cancelled. The record has no entry for it. */
const WITHDRAWN = 'the page ended the ceremony before the user chose a passkey'

/** Reports when ceremonies begin, wait for the user and end, and what the lint finds in them and in signals. */
export function ceremonyEvents(
  tell: (event: AutomationEvent) => void,
  lint: PageLint,
): CeremonyObserver {
  const tellFindings = (findings: readonly PageFinding[]) => {
    for (const finding of findings) tell({ type: 'lint', ...finding })
  }
  return {
    started: (ceremony) => {
      tell({
        type: 'ceremonyStarted',
        ...about(ceremony),
        mediation: ceremony.mediation ?? null,
      })
      tellFindings(lint.started(ceremony))
    },
    waits: (ceremony, question) => tell(waiting(ceremony, question)),
    heldBack: (ceremony, fault, delayMs) =>
      tell({ type: 'answerHeldBack', ...about(ceremony), fault, delayMs }),
    finished: (ceremony, report, end) => {
      tellFindings(lint.finished(ceremony, report, end))
      tell({
        type: 'ceremonyFinished',
        ...about(ceremony),
        ...outcomeOf(report),
        options: ceremony.options ?? null,
        response: end.response,
        profile: end.profile,
      })
    },
    signalled: (signal) => tellFindings(lint.signalled(signal)),
    signalChecked: (signal, error) => tellFindings(lint.signalChecked(signal, error)),
  }
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
