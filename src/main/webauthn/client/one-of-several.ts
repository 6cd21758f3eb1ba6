import { WebAuthnError } from '../errors'
import { CommonQuestion } from './common-question'
import type { AuthenticatorAccess, CeremonyConsent, CeremonyPorts } from './ports'

/** What the others of the authenticators end with: nobody hears of it. */
class Superseded extends WebAuthnError {
  constructor() {
    super('NotAllowedError', 'another authenticator answered')
  }
}

/** These tell the page more than that nothing came of it. */
const TELLING: readonly string[] = ['InvalidStateError', 'ConstraintError', 'UnknownError']

/**
 * Lets every authenticator in reach take part in a ceremony (WebAuthn §5.1.3 step 22, §5.1.4.1 step 19). The user
 * is asked once, and one of them answers.
 *
 * @param ceremony runs with the ports of one authenticator.
 * @throws what the authenticator that the user chose throws; when nobody was asked, what tells most.
 */
export async function oneOfSeveral<T>(
  authenticators: readonly AuthenticatorAccess[],
  ports: CeremonyPorts,
  signal: AbortSignal,
  ceremony: (ports: CeremonyPorts) => Promise<T>,
): Promise<T> {
  const common = new CommonQuestion(ports.consent, authenticators.length, () => new Superseded())
  const runs = authenticators.map(async (access, participant) => {
    const consent = consentOf(access, common, participant)
    try {
      return await ceremony({ ...ports, ...access, consent })
    } finally {
      common.ended(participant, signal)
    }
  })
  const outcomes = await Promise.allSettled(runs)
  const errors: unknown[] = []
  for (const outcome of outcomes)
    if (outcome.status === 'fulfilled') return outcome.value
    else if (!(outcome.reason instanceof Superseded)) errors.push(outcome.reason)
  const telling = errors.find(
    (error) => error instanceof WebAuthnError && TELLING.includes(error.name),
  )
  const nothing = new WebAuthnError('NotAllowedError', 'there is no authenticator')
  throw (telling ?? errors[0] ?? nothing) as Error
}

/** A user who consents to nothing is not asked; in an offer there is nothing of that authenticator to take up. */
function consentOf(
  { isUserConsenting }: AuthenticatorAccess,
  common: CommonQuestion,
  participant: number,
): CeremonyConsent {
  const consent = common.of(participant)
  return {
    ask: async (question, signal) => {
      if (isUserConsenting()) return consent.ask(question, signal)
      if (question.kind === 'offer')
        return consent.ask({ ...question, accounts: [], accountsNow: () => [] }, signal)
      common.ended(participant, signal)
      throw new WebAuthnError('NotAllowedError', 'the user of this authenticator does not consent')
    },
  }
}
