import type { ActivityReport } from '../../shared/activity'
import { WebAuthnError } from '../webauthn/errors'
import { siteOf } from './origin'
import type { BridgePorts, CeremonyRequest } from './ports'
import { RateLimit } from './rate-limit'
import type { RefusalLog } from './refusal-log'

const PER_MINUTE = 10
const MAX_WAITING = 8
/** Of one site: the others must find room. */
const MAX_WAITING_PER_SITE = 4
/** The client has these before it asks anybody. */
const BEFORE_ANY_QUESTION: readonly string[] = ['TypeError', 'SecurityError', 'NotSupportedError']

/** Keeps pages from burying the user under questions. */
export class DialogLimits {
  readonly #answersByItself: (origin: string) => boolean
  readonly #refusals: RefusalLog
  readonly #perMinute: RateLimit
  /** The site of each question that waits. */
  readonly #waiting: string[] = []

  constructor(ports: BridgePorts, refusals: RefusalLog) {
    this.#answersByItself = (origin) => ports.answersByItself(origin)
    this.#refusals = refusals
    this.#perMinute = new RateLimit(PER_MINUTE, 60_000, ports.clock)
  }

  /**
   * Runs a ceremony that may ask the user. One that a script answers, or the origin itself, and a
   * `conditional` one, shows no dialog and counts for none.
   *
   * @throws {WebAuthnError} `NotAllowedError` when there are too many, and what the ceremony throws.
   */
  async run<T>(
    kind: 'create' | 'get',
    { requester: { origin }, mediation }: CeremonyRequest,
    ceremony: () => Promise<T>,
  ): Promise<T> {
    if (mediation === 'conditional' || this.#answersByItself(origin)) return ceremony()
    const site = siteOf(origin)
    if (this.#waiting.length >= MAX_WAITING)
      this.#refuse(origin, `${kind}: ${MAX_WAITING} questions are waiting for the user already`)
    if (this.#waiting.filter((other) => other === site).length >= MAX_WAITING_PER_SITE)
      this.#refuse(
        origin,
        `${kind}: ${MAX_WAITING_PER_SITE} questions of this site are waiting already`,
      )
    if (!this.#perMinute.take(origin))
      this.#refuse(origin, `${kind}: this origin has asked ${PER_MINUTE} times within a minute`)
    this.#waiting.push(site)
    try {
      return await ceremony()
    } catch (error) {
      if (error instanceof WebAuthnError && BEFORE_ANY_QUESTION.includes(error.name))
        this.#perMinute.refund(origin)
      throw error
    } finally {
      this.#waiting.splice(this.#waiting.indexOf(site), 1)
    }
  }

  #refuse(origin: string, reason: string): never {
    const report: ActivityReport = {
      kind: 'refusal',
      origin,
      outcome: 'refused',
      reason,
      error: 'NotAllowedError',
    }
    this.#refusals.note(report)
    throw new WebAuthnError('NotAllowedError', reason)
  }
}
