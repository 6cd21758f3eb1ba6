import { AsyncLocalStorage } from 'node:async_hooks'
import type { ActivityReport } from '../../shared/activity'
import type { WorldEvent } from '../automation/events/world-event'
import type { Ceremonies, CeremonyRequest } from '../bridge/ports'
import type { ClientConsent, ClientQuestion } from '../webauthn/client/ports'
import type { NewId } from '../platform/ports'

type Kind = 'create' | 'get'

interface Running {
  readonly ceremonyId: string
  readonly ceremony: Kind
  readonly origin: string
  /** What the record says of it. */
  report?: ActivityReport
}

/** Nobody took an offer up: the record has no line of it. */
const UNTAKEN = 'the page ended it before anything was chosen'

/** Tells when ceremonies begin, when they wait for the user, and how they end. */
export class WatchedCeremonies {
  readonly #tell: (event: WorldEvent) => void
  readonly #newId: NewId
  /** Which ceremony asks and reports: those run side by side, and the client knows no names for them. */
  readonly #running = new AsyncLocalStorage<Running>()

  constructor(tell: (event: WorldEvent) => void, newId: NewId) {
    this.#tell = tell
    this.#newId = newId
  }

  over(client: Ceremonies): Ceremonies {
    return {
      create: (request) => this.#watch('create', request, () => client.create(request)),
      get: (request) => this.#watch('get', request, () => client.get(request)),
      signal: (...signal) => client.signal(...signal),
    }
  }

  consent(user: ClientConsent): ClientConsent {
    return {
      ask: (question, signal) => {
        this.#waits(question)
        return user.ask(question, signal)
      },
    }
  }

  /** To be called with every report of the client. */
  readonly note = (report: ActivityReport): void => {
    const running = this.#running.getStore()
    if (report.kind === running?.ceremony) running.report = report
  }

  async #watch<T>(
    ceremony: Kind,
    { requester, mediation }: CeremonyRequest,
    run: () => Promise<T>,
  ): Promise<T> {
    const ceremonyId = this.#newId()
    const running: Running = { ceremonyId, ceremony, origin: requester.origin }
    const about = { ceremonyId, ceremony, origin: requester.origin }
    this.#tell({ type: 'ceremonyStarted', ...about, mediation: mediation ?? null })
    try {
      return await this.#running.run(running, run)
    } finally {
      this.#tell({ type: 'ceremonyFinished', ...about, ...outcomeOf(running.report) })
    }
  }

  #waits({ rpId, kind, accounts }: ClientQuestion): void {
    const running = this.#running.getStore()
    if (!running) return
    const { ceremonyId, ceremony, origin } = running
    this.#tell({
      type: 'ceremonyWaiting',
      ceremonyId,
      ceremony,
      origin,
      rpId,
      question: kind,
      accounts: accounts.map(({ id, userName, userDisplayName }) => ({
        id,
        userName,
        userDisplayName,
      })),
    })
  }
}

function outcomeOf(report: ActivityReport | undefined) {
  const { outcome = 'refused', reason = UNTAKEN, error = null } = report ?? {}
  const { rpId = null, passkeyId = null, names = null, answeredBy = null } = report ?? {}
  return { outcome, reason, error, rpId, passkeyId, names, answeredBy }
}
