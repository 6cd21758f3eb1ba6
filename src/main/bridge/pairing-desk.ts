import { encodeBase64Url } from '../../shared/base64url'
import type { PairingDuration } from '../../shared/pairing'
import type { Requester } from '../webauthn/client/ports'
import { WebAuthnError } from '../webauthn/errors'
import { displayHost, siteOf } from './origin'
import type { BridgePorts, Grant } from './ports'
import { RateLimit } from './rate-limit'
import type { RefusalLog } from './refusal-log'
import { Turns } from './turns'
import { untilAborted } from '../platform/until-aborted'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Unanswered for so long, a question counts as denied. */
const QUESTION_MS = MINUTE_MS
const MAX_WAITING = 8
const GRANT_ID_BYTES = 12
const TOKEN_BYTES = 32
/** The key of the limit that all origins share; no origin is written so. */
const ALL = ''
const TOO_MANY_IN_ALL = 'pages have asked to be paired 10 times within an hour'

const lifetimes: Readonly<Record<PairingDuration, number | null>> = {
  session: null,
  '8-hours': 8 * HOUR_MS,
  '30-days': 30 * 24 * HOUR_MS,
}

export interface PairingWish {
  readonly requester: Requester
  /** What the page calls itself. */
  readonly name: string
  /** Lets the page show the six digits that the dialog shows too. */
  showCode(code: string): void
}

export interface Paired {
  readonly grant: Grant
  readonly keep: 'session' | 'longer'
}

/** Brings the wishes to be paired before the user: one at a time, and no more than a person can bear. */
export class PairingDesk {
  readonly #ports: BridgePorts
  readonly #refusals: RefusalLog
  readonly #turns = new Turns()
  readonly #codes = new Set<string>()
  readonly #perSite: RateLimit
  readonly #inAll: RateLimit

  constructor(ports: BridgePorts, refusals: RefusalLog) {
    this.#ports = ports
    this.#refusals = refusals
    this.#perSite = new RateLimit(3, 10 * MINUTE_MS, ports.clock)
    this.#inAll = new RateLimit(10, HOUR_MS, ports.clock)
  }

  /**
   * Settles when the user has allowed it and the grant is kept. The record gets every outcome.
   *
   * @throws {WebAuthnError} `NotAllowedError` when the user or a limit says no; `signal.reason` when that
   *   comes first. Whatever the store throws when it cannot keep the grant.
   */
  async pair(wish: PairingWish, signal: AbortSignal): Promise<Paired> {
    const { origin } = wish.requester
    try {
      this.#admit(origin)
      return await this.#askInTurn(wish, signal)
    } catch (error) {
      const reason =
        error instanceof WebAuthnError ? error.message : 'the pairing failed inside Latchkey'
      this.#refusals.note({ kind: 'pairing', origin, outcome: 'refused', reason })
      throw error
    }
  }

  #admit(origin: string): void {
    if (this.#ports.grants.isBlocked(origin)) throw denied('the user has blocked this origin')
    if (this.#turns.waiting >= MAX_WAITING)
      throw denied(`${MAX_WAITING} pages are waiting to be paired already`)
    if (!this.#inAll.allows(ALL)) throw denied(TOO_MANY_IN_ALL)
    if (!this.#perSite.take(siteOf(origin)))
      throw denied('this site has asked to be paired 3 times within 10 minutes')
  }

  async #askInTurn(wish: PairingWish, signal: AbortSignal): Promise<Paired> {
    const code = this.#newCode()
    let endTurn: (() => void) | undefined
    try {
      wish.showCode(code)
      endTurn = await this.#turns.take(signal)
      return await this.#ask(wish, code, signal)
    } finally {
      endTurn?.()
      this.#codes.delete(code)
    }
  }

  async #ask({ requester, name }: PairingWish, code: string, signal: AbortSignal): Promise<Paired> {
    const { origin, topOrigin } = requester
    const asking = new AbortController()
    const stopTimer = this.#ports.clock.after(QUESTION_MS, () =>
      asking.abort(denied('nobody answered the pairing question within a minute')),
    )
    const either = AbortSignal.any([signal, asking.signal])
    try {
      either.throwIfAborted()
      // Only what the user sees counts for all: a page that withdraws at once must not use up the hour.
      if (!this.#inAll.take(ALL)) throw denied(TOO_MANY_IN_ALL)
      const host = displayHost(origin)
      const question = { origin, displayHost: host, topOrigin, name, code, timeoutMs: QUESTION_MS }
      const answer = await untilAborted(either, this.#ports.pairing.ask(question, either))
      if (answer.allow) {
        this.#perSite.giveBack(siteOf(origin))
        this.#inAll.giveBack(ALL)
        return await this.#keep(origin, name, answer.duration)
      }
      if (answer.block) await this.#ports.grants.block(origin, this.#ports.clock.now())
      throw denied(answer.block ? 'the user blocked this origin' : 'the user denied the pairing')
    } finally {
      stopTimer()
    }
  }

  async #keep(origin: string, name: string, duration: PairingDuration): Promise<Paired> {
    const { clock, grants, random, report } = this.#ports
    const createdAt = clock.now()
    const lifetime = lifetimes[duration]
    const grant: Grant = {
      id: encodeBase64Url(random.bytes(GRANT_ID_BYTES)),
      origin,
      name,
      token: random.bytes(TOKEN_BYTES),
      createdAt,
      expiresAt: lifetime === null ? null : createdAt + lifetime,
      lastUsedAt: null,
    }
    await grants.add(grant)
    const until =
      duration === 'session' ? 'until Latchkey quits' : `for ${duration.replace('-', ' ')}`
    report({
      kind: 'pairing',
      origin,
      outcome: 'done',
      reason: `the user allowed this page ${until}`,
    })
    return { grant, keep: duration === 'session' ? 'session' : 'longer' }
  }

  /** Two pages that ask at once never show the same code. */
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
