import type { ActivityReport } from '../../shared/activity'
import { UnaskedError, WebAuthnError } from '../webauthn/errors'
import { ownerOf } from './origin'
import type { BridgePorts, CeremonyRequest } from './ports'
import { RateLimit } from '../platform/rate-limit'
import type { RefusalLog } from './refusal-log'

const PER_MINUTE = 10
const MAX_WAITING = 8
/** One site cannot take the whole queue from other sites. */
const MAX_WAITING_PER_SITE = 4
/** The client throws these before it asks the user. */
const BEFORE_ANY_QUESTION: readonly string[] = ['TypeError', 'SecurityError', 'NotSupportedError']

/** Limits how many consent dialogs pages can open. */
export class DialogLimits {
  readonly #answersByItself: (origin: string) => boolean
  readonly #refusals: RefusalLog
  readonly #perMinute: RateLimit
  /** The site of each open question. A site appears once per question. */
  readonly #waiting: string[] = []

  constructor(ports: BridgePorts, refusals: RefusalLog) {
    this.#answersByItself = (origin) => ports.answersByItself(origin)
    this.#refusals = refusals
    this.#perMinute = new RateLimit(PER_MINUTE, 60_000, ports.clock)
  }

  /**
   * Runs a ceremony that may ask the user. Ceremonies answered by a script or automatically, and `conditional`
   * ones, open no dialog and do not count.
   *
   * @throws {WebAuthnError} `NotAllowedError` when a limit is reached; otherwise what the ceremony throws.
   */
  async run<T>(
    kind: 'create' | 'get',
    { requester: { origin }, mediation }: CeremonyRequest,
    ceremony: () => Promise<T>,
  ): Promise<T> {
    if (mediation === 'conditional' || this.#answersByItself(origin)) return ceremony()
    const site = ownerOf(origin)
    if (this.#waiting.length >= MAX_WAITING)
      this.#refuse(origin, `${kind}: ${MAX_WAITING} questions are already waiting for the user`)
    if (this.#waiting.filter((other) => other === site).length >= MAX_WAITING_PER_SITE)
      this.#refuse(
        origin,
        `${kind}: ${MAX_WAITING_PER_SITE} questions of this site are already waiting`,
      )
    if (!this.#perMinute.take(origin))
      this.#refuse(origin, `${kind}: this origin has asked ${PER_MINUTE} times within a minute`)
    this.#waiting.push(site)
    try {
      return await ceremony()
    } catch (error) {
      if (isBeforeAnyQuestion(error)) this.#perMinute.refund(origin)
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

function isBeforeAnyQuestion(error: unknown): boolean {
  if (error instanceof UnaskedError) return true
  return error instanceof WebAuthnError && BEFORE_ANY_QUESTION.includes(error.name)
}
