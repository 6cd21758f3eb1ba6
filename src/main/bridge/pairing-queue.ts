import { encodeBase64Url } from '../../shared/base64url'
import type { PairingDuration } from '../../shared/pairing'
import type { Requester } from '../webauthn/client/ports'
import { WebAuthnError } from '../webauthn/errors'
import { displayHost, ownerOf } from './origin'
import { Withdrawal } from './open-requests'
import type { LostGrant, LostGrants } from './lost-grants'
import type { BridgePorts, Grant, PairingPrompt } from './ports'
import { RateLimit } from '../platform/rate-limit'
import type { RefusalLog } from './refusal-log'
import { Mutex } from './mutex'
import { untilAborted } from '../platform/until-aborted'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** How long the user has to answer. After that, the pairing counts as denied. */
const QUESTION_MS = MINUTE_MS
const MAX_WAITING = 8
/** If its page cancels a question within this time, the user had no chance to answer it. */
const AT_ONCE_MS = 5_000
/** How long the questions of a site do not call the user, after the site cancelled a question that early. */
const QUIET_MS = 10 * MINUTE_MS
/** One site cannot take the whole shared limit. */
const SHOWN_PER_SITE = 4
const GRANT_ID_BYTES = 12
const TOKEN_BYTES = 32
/** The key of the limit that all origins share. An origin is never empty. */
const ALL = ''
const TOO_MANY_IN_ALL = 'pages have asked to be paired 10 times within an hour'
const TOO_MANY_OF_SITE = `this site has shown ${SHOWN_PER_SITE} pairing questions within an hour`

const lifetimes: Readonly<Record<PairingDuration, number | null>> = {
  session: null,
  '8-hours': 8 * HOUR_MS,
  '30-days': 30 * 24 * HOUR_MS,
}

export interface PairingAttempt {
  readonly requester: Requester
  /** Whether the system says that the calling program runs as our own user. */
  readonly isOwnUser: boolean
  /** The page's own name for itself. */
  readonly name: string
  /** Sends the page the six digits that the dialog shows. Not called for a dialog without digits. */
  showCode(code: string): void
}

export interface CompletedPairing {
  readonly grant: Grant
  readonly keep: 'session' | 'longer'
}

type QuestionManner = [signal: AbortSignal, manner: Parameters<PairingPrompt['ask']>[2]]

/** Shows pairing requests to the user one at a time, and rate-limits them. */
export class PairingQueue {
  readonly #ports: BridgePorts
  readonly #lostGrants: LostGrants
  readonly #refusals: RefusalLog
  readonly #dialogMutex = new Mutex()
  readonly #codes = new Set<string>()
  readonly #perSite: RateLimit
  readonly #shownOfSite: RateLimit
  readonly #shownInAll: RateLimit
  /** The sites that cancelled a question early. */
  readonly #withdrawals: RateLimit

  constructor(ports: BridgePorts, lostGrants: LostGrants, refusals: RefusalLog) {
    this.#ports = ports
    this.#lostGrants = lostGrants
    this.#refusals = refusals
    this.#perSite = new RateLimit(3, 10 * MINUTE_MS, ports.clock)
    this.#shownOfSite = new RateLimit(SHOWN_PER_SITE, HOUR_MS, ports.clock)
    this.#shownInAll = new RateLimit(10, HOUR_MS, ports.clock)
    this.#withdrawals = new RateLimit(1, QUIET_MS, ports.clock)
  }

  /**
   * Resolves once the user has allowed the pairing and the grant is stored. Records every outcome.
   *
   * @throws {WebAuthnError} `NotAllowedError` when the user denies the pairing or a limit is reached.
   * @throws `signal.reason` when `signal` aborts first.
   * @throws the store's error when the store cannot keep the grant.
   */
  async pair(attempt: PairingAttempt, signal: AbortSignal): Promise<CompletedPairing> {
    const { origin } = attempt.requester
    try {
      this.#admit(origin)
      return await this.#askOneAtATime(attempt, signal)
    } catch (error) {
      const reason =
        error instanceof WebAuthnError ? error.message : 'the pairing failed inside Latchkey'
      this.#refusals.note({ kind: 'pairing', origin, outcome: 'refused', reason })
      throw error
    }
  }

  #admit(origin: string): void {
    if (this.#ports.grants.isBlocked(origin)) throw denied('the user has blocked this origin')
    if (this.#dialogMutex.waiting >= MAX_WAITING)
      throw denied(`${MAX_WAITING} pages are already waiting to be paired`)
    if (!this.#shownInAll.allows(ALL)) throw denied(TOO_MANY_IN_ALL)
    if (!this.#shownOfSite.allows(ownerOf(origin))) throw denied(TOO_MANY_OF_SITE)
    if (!this.#perSite.take(ownerOf(origin)))
      throw denied('this site has asked to be paired 3 times within 10 minutes')
  }

  async #askOneAtATime(attempt: PairingAttempt, signal: AbortSignal): Promise<CompletedPairing> {
    const code = this.#newCode()
    let unlock: (() => void) | undefined
    try {
      let lost = this.#lostBy(attempt)
      if (!lost) attempt.showCode(code)
      unlock = await this.#dialogMutex.lock(signal)
      signal.throwIfAborted()
      if (lost) {
        // The lost grant may have ended during the wait, or another page may have proved it.
        lost = this.#lostBy(attempt)
        if (!lost) attempt.showCode(code)
      }
      return await (lost ? this.#askAgain(attempt, lost, signal) : this.#ask(attempt, code, signal))
    } finally {
      unlock?.()
      this.#codes.delete(code)
    }
  }

  async #ask(
    { requester: { origin, topOrigin }, name }: PairingAttempt,
    code: string,
    signal: AbortSignal,
  ): Promise<CompletedPairing> {
    const host = displayHost(origin)
    const question = { origin, displayHost: host, topOrigin, name, code, timeoutMs: QUESTION_MS }
    const answer = await this.#show(origin, signal, (...how) =>
      this.#ports.pairing.ask(question, ...how),
    )
    if (answer.allow) {
      this.#refund(origin)
      return await this.#keepFor(answer.duration, { origin, name }, signal)
    }
    if (answer.block) await this.#ports.grants.block(origin, this.#ports.clock.now())
    throw denied(answer.block ? 'the user blocked this origin' : 'the user denied the pairing')
  }

  /**
   * The lost grant, if the dialog needs no code. Only a code shows the user that the page in front of them asks, and not
   * another program, because a program can send any origin. But a program that runs as the user could also read the code, so it
   * needs none.
   */
  #lostBy({ requester: { origin }, isOwnUser }: PairingAttempt): LostGrant | undefined {
    return isOwnUser ? this.#lostGrants.of(origin) : undefined
  }

  async #askAgain(
    attempt: PairingAttempt,
    { until }: LostGrant,
    signal: AbortSignal,
  ): Promise<CompletedPairing> {
    const { origin, topOrigin } = attempt.requester
    const host = displayHost(origin)
    const question = { origin, displayHost: host, topOrigin, until, timeoutMs: QUESTION_MS }
    const isAllowed = await this.#show(origin, signal, (...how) =>
      this.#ports.pairing.askAgain(question, ...how),
    )
    if (!isAllowed) throw denied('the user did not allow the page again')
    this.#refund(origin)
    const lost = this.#lostBy(attempt)
    if (!lost) throw denied('the page’s earlier grant ended or was used while the user was asked')
    const grant = await this.#keep({ origin, name: attempt.name, expiresAt: lost.until }, signal)
    await this.#lostGrants.replace(lost)
    this.#recordDone(origin, 'again, in place of a grant that the page had lost')
    return { grant, keep: 'longer' }
  }

  /** Does not count a request that the user allowed, or whose question Latchkey itself cancelled. */
  #refund(origin: string): void {
    this.#perSite.refund(ownerOf(origin))
    this.#shownOfSite.refund(ownerOf(origin))
    this.#shownInAll.refund(ALL)
  }

  async #show<Answer>(
    origin: string,
    signal: AbortSignal,
    ask: (...how: QuestionManner) => Promise<Answer>,
  ): Promise<Answer> {
    const { clock } = this.#ports
    const owner = ownerOf(origin)
    signal.throwIfAborted()
    // These limits count only visible dialogs. A page that aborts at once must not use up other pages' limit.
    if (!this.#shownOfSite.allows(owner)) throw denied(TOO_MANY_OF_SITE)
    if (!this.#shownInAll.take(ALL)) throw denied(TOO_MANY_IN_ALL)
    this.#shownOfSite.take(owner)
    const shownAt = clock.monotonic()
    const questionTime = new AbortController()
    const stopTimer = clock.after(QUESTION_MS, () =>
      questionTime.abort(denied('the user did not answer the pairing question within a minute')),
    )
    const stop = AbortSignal.any([signal, questionTime.signal])
    const manner = this.#withdrawals.allows(owner) ? 'call' : 'quiet'
    try {
      return await untilAborted(stop, ask(stop, manner))
    } finally {
      stopTimer()
      if (signal.aborted) this.#countWithdrawal(origin, signal, clock.monotonic() - shownAt)
    }
  }

  /** @param signal aborted, because the page or Latchkey itself cancelled the question. */
  #countWithdrawal(origin: string, signal: AbortSignal, shownMs: number): void {
    if (!(signal.reason instanceof Withdrawal)) this.#refund(origin)
    else if (shownMs < AT_ONCE_MS) this.#withdrawals.take(ownerOf(origin))
  }

  async #keepFor(
    duration: PairingDuration,
    page: Pick<Grant, 'origin' | 'name'>,
    signal: AbortSignal,
  ): Promise<CompletedPairing> {
    const lifetime = lifetimes[duration]
    const expiresAt = lifetime === null ? null : this.#ports.clock.now() + lifetime
    const grant = await this.#keep({ ...page, expiresAt }, signal)
    this.#recordDone(
      page.origin,
      duration === 'session' ? 'until Latchkey quits' : `for ${duration.replace('-', ' ')}`,
    )
    return { grant, keep: duration === 'session' ? 'session' : 'longer' }
  }

  /** @throws `signal.reason` when the page has disconnected, because it would never learn its grant. */
  async #keep(
    terms: Pick<Grant, 'origin' | 'name' | 'expiresAt'>,
    signal: AbortSignal,
  ): Promise<Grant> {
    const { clock, grants, random } = this.#ports
    const grant: Grant = {
      ...terms,
      id: encodeBase64Url(random.bytes(GRANT_ID_BYTES)),
      token: random.bytes(TOKEN_BYTES),
      createdAt: clock.now(),
      lastUsedAt: null,
    }
    await grants.add(grant)
    if (signal.aborted) await grants.remove(grant.id)
    signal.throwIfAborted()
    return grant
  }

  #recordDone(origin: string, how: string): void {
    const reason = `the user allowed this page ${how}`
    this.#ports.report({ kind: 'pairing', origin, outcome: 'done', reason })
  }

  /** Draws a code that no open pairing request uses. */
  #newCode(): string {
    let number = new DataView(this.#ports.random.bytes(4).slice().buffer).getUint32(0)
    let code: string
    do code = String(number++ % 1_000_000).padStart(6, '0')
    while (this.#codes.has(code))
    this.#codes.add(code)
    return code
  }
}

function denied(reason: string): WebAuthnError {
  return new WebAuthnError('NotAllowedError', reason)
}
