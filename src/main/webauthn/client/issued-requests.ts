import type { AuthenticatorQuestion, GivenAnswer, UserConsent } from '../authenticator/ports'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import { askedNote } from './asked-note'
import { chosenBy, commonQuestion, leaderOf, type Asking } from './common-question'
import { mostTelling } from './most-telling'
import type { AuthenticatorAccess, CeremonyPorts } from './ports'
import { limitLifetime, type Lifetime } from './time-out'

/**
 * How long an authenticator may take to write, in milliseconds, after the lifetime of a ceremony that its user has answered
 * in time. The page's script tells the page of the time-out a second after the lifetime.
 */
const ANSWERED_MS = 500

/** A checked ceremony, to be issued to each authenticator that is available while it is pending. */
export interface PendingCeremony<T> extends Lifetime, Withdrawable {
  readonly ports: Pick<
    CeremonyPorts,
    'authenticators' | 'consent' | 'steps' | 'after' | 'timeoutOf' | 'waitsForFitting'
  >
  /** Whether the ceremony ends at once where no authenticator is available, or none fits; not by default. */
  readonly immediate?: boolean
  /** As the page gave them (WebAuthn §5.8.7). */
  readonly hints: readonly string[]
  /**
   * Carries the ceremony out on one authenticator. Asks the user at most once.
   *
   * @param request withdrawn when the page gives the request up, and when the lifetime is over.
   */
  readonly issue: (
    access: AuthenticatorAccess,
    consent: UserConsent,
    request: Withdrawable,
  ) => Promise<T>
}

/**
 * Issues a ceremony to every available authenticator (WebAuthn §5.1.3 step 22, §5.1.4.1). The user is asked once. The
 * authenticator that the user chooses answers, and the others end. Authenticators may come and go until then. Where there
 * is none, the ceremony waits for one until its lifetime is over. Where none fits, it waits if the client is one that waits.
 *
 * @throws what the chosen authenticator throws. Where the user is not asked, the error that tells most.
 */
export function issueToAll<T>(ceremony: PendingCeremony<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    new IssuedRequests({ ceremony, resolve, reject }).begin()
  })
}

/** One authenticator's part. It has neither asked nor failed while it works on its own. */
interface IssuedRequest {
  readonly access: AuthenticatorAccess
  asked?: Asked
  failure?: { readonly error: unknown }
}

interface Asked extends Asking {
  readonly answer: (answer: GivenAnswer) => void
  readonly fail: (error: unknown) => void
}

/** The question that the user sees now. */
interface Shown {
  readonly question: AuthenticatorQuestion
  readonly withdrawal: AbortController
}

/** A ceremony that has no outcome yet, and what takes the outcome. */
interface Pending<T> {
  readonly ceremony: PendingCeremony<T>
  resolve(result: T): void
  reject(error: unknown): void
}

class IssuedRequests<T> {
  /** null once the ceremony is over, so that remaining references do not keep options and response in memory. */
  #pending: Pending<T> | null
  /** Maps an authenticator's id to its request. */
  readonly #requests = new Map<string | null, IssuedRequest>()
  readonly #stopListening: () => void
  #isFollowing = false
  #shown: Shown | null = null
  /** The request that the user chose. */
  #answered: IssuedRequest | null = null
  /** Aborted when the lifetime is over, also after the user has answered: nothing may be written then. */
  readonly #over = new AbortController()
  #stopLateTimer: () => void = () => undefined

  constructor(pending: Pending<T>) {
    const { ceremony } = pending
    this.#pending = pending
    const stopFollowing = ceremony.ports.authenticators.onChange(() => this.begin())
    const stopTimer = limitLifetime(ceremony, ceremony.ports, {
      missing: () => this.#missing(),
      end: (reason) => this.#lifetimeOver(reason),
    })
    this.#stopListening = () => {
      stopFollowing()
      stopTimer()
      this.#stopLateTimer()
    }
  }

  /** Issues the ceremony to new authenticators. Cancels it on an authenticator that is gone or has changed. */
  begin(): void {
    if (this.#answered || !this.#pending) return
    const { ceremony } = this.#pending
    this.#isFollowing = true
    const available = ceremony.ports.authenticators.list()
    if (!this.#shown) ceremony.ports.steps.begins('authenticators', 'WebAuthn §6.3')
    ceremony.ports.steps.reached('authenticators', () => askedNote(available))
    for (const [id, request] of this.#requests)
      if (!available.some((access) => isSame(access, request.access))) this.#cancel(id, request)
    for (const access of available)
      if (!this.#requests.has(access.id)) this.#issue(ceremony, access)
    this.#isFollowing = false
    this.#changed()
  }

  #issue(ceremony: PendingCeremony<T>, access: AuthenticatorAccess): void {
    const request: IssuedRequest = { access }
    this.#requests.set(access.id, request)
    const withdrawable = { signal: this.#over.signal, caughtUp: ceremony.caughtUp }
    ceremony.issue(access, this.#consentOf(request), withdrawable).then(
      (result) => this.#end(request, (pending) => pending.resolve(result)),
      (error: unknown) => this.#failed(request, error),
    )
  }

  #cancel(id: string | null, { asked }: IssuedRequest): void {
    this.#requests.delete(id)
    asked?.fail(superseded())
  }

  #failed(request: IssuedRequest, error: unknown): void {
    if (this.#answered) {
      this.#end(request, (pending) => pending.reject(error))
      return
    }
    request.failure = { error }
    this.#changed()
  }

  /** Only the request that the user chose has an outcome, or the one that needed no choice. */
  #end(request: IssuedRequest, settle: (pending: Pending<T>) => void): void {
    const pending = this.#pending
    if (!pending || (this.#answered ?? request) !== request) return
    this.#stop()
    settle(pending)
    for (const other of this.#requests.values())
      if (other !== request) other.asked?.fail(superseded())
    this.#requests.clear()
  }

  #endWith(error: unknown): void {
    const pending = this.#pending
    if (!pending) return
    this.#stop()
    pending.reject(error)
    for (const { asked } of this.#requests.values()) asked?.fail(error)
  }

  /** A user who does not consent is not asked. An offer leaves out the accounts of that authenticator. */
  #consentOf(request: IssuedRequest): UserConsent {
    const { id: authenticatorId, isUserConsenting } = request.access
    const ask = (question: AuthenticatorQuestion) =>
      new Promise<GivenAnswer>((answer, fail) => {
        request.asked = { authenticatorId, question, answer, fail }
        this.#changed()
      })
    return {
      ask: (question) => {
        if (isUserConsenting()) return ask(question)
        if (question.kind !== 'offer') return Promise.reject(new NotConsenting())
        return ask({ ...question, accounts: [], accountsNow: () => [] })
      },
    }
  }

  /** Asks the user once no request works on its own. */
  #changed(): void {
    if (this.#isFollowing || this.#answered || !this.#pending) return
    const { ceremony } = this.#pending
    const requests = [...this.#requests.values()]
    if (requests.some(({ asked, failure }) => !asked && !failure)) return
    const leader = leaderOf(this.#asked())
    if (leader) this.#show(ceremony, leader)
    else if (this.#waitsForOthers(ceremony)) this.#withdraw()
    else this.#endWith(mostTelling(requests.map(({ failure }) => failure?.error)))
  }

  /** Whether an authenticator that comes later could still answer. */
  #waitsForOthers({ immediate, ports }: PendingCeremony<T>): boolean {
    if (immediate) return false
    return this.#requests.size === 0 || (ports.waitsForFitting() && this.#noneFits() !== undefined)
  }

  /** Why each authenticator cannot answer; undefined where one can, or failed for another reason. */
  #noneFits(): WebAuthnError | undefined {
    const requests = [...this.#requests.values()]
    if (requests.some(({ failure }) => !failure)) return undefined
    const error = mostTelling(requests.map(({ failure }) => failure?.error))
    return isMisfit(error) ? error : undefined
  }

  /** A question that asks the same goes on: its accounts are read again whenever they are looked at. */
  #show({ ports, hints }: PendingCeremony<T>, leader: Asked): void {
    const { question } = leader
    if (this.#shown && asksTheSame(this.#shown.question, question)) return
    this.#withdraw()
    const shown = { question, withdrawal: new AbortController() }
    this.#shown = shown
    const { authenticators } = ports
    const orderOf = authenticators.orderOf?.bind(authenticators)
    const common = commonQuestion(leader, () => this.#asked(), { hints, orderOf })
    ports.consent.ask(common, shown.withdrawal.signal).then(
      (answer) => this.#shown === shown && this.#answer(answer),
      (error: unknown) => this.#shown === shown && this.#endWith(error),
    )
  }

  #stop(): void {
    this.#pending = null
    this.#withdraw()
    this.#stopListening()
  }

  #withdraw(): void {
    const shown = this.#shown
    this.#shown = null
    shown?.withdrawal.abort(superseded())
  }

  #answer(answer: GivenAnswer): void {
    const asked = this.#asked()
    const chosen = chosenBy(answer, asked) ?? leaderOf(asked)
    if (!chosen) return
    this.#shown = null
    for (const request of this.#requests.values())
      if (request.asked === chosen) this.#answered = request
      else request.asked?.fail(superseded())
    chosen.answer(answer)
  }

  #missing(): string {
    if (this.#answered) return 'the authenticator was not done'
    if (this.#requests.size === 0) return 'no authenticator was available'
    const misfit = this.#noneFits()
    return misfit ? `no authenticator could answer (${misfit.message})` : 'the user did not answer'
  }

  /** An authenticator whose user has answered in time has a moment more, unless the page itself gave up. */
  #lifetimeOver(reason: unknown): void {
    const ceremony = this.#pending?.ceremony
    if (!ceremony || ceremony.signal.aborted) this.#over.abort(reason)
    else this.#stopLateTimer = ceremony.ports.after(ANSWERED_MS, () => this.#over.abort(reason))
    if (this.#shown) this.#shown.withdrawal.abort(reason)
    else if (!this.#answered) this.#endWith(reason)
  }

  /** In the order of the authenticators. */
  #asked(): readonly Asked[] {
    const all: Asked[] = []
    for (const { asked } of this.#requests.values()) if (asked) all.push(asked)
    return all
  }
}

function isSame(one: AuthenticatorAccess, other: AuthenticatorAccess): boolean {
  return one.id === other.id && one.authenticator === other.authenticator
}

function asksTheSame(one: AuthenticatorQuestion, other: AuthenticatorQuestion): boolean {
  return one.kind === other.kind && one.verify === other.verify
}

/** The error of a request that the user did not choose. It is never reported. */
function superseded(): WebAuthnError {
  return new WebAuthnError('NotAllowedError', 'another authenticator answered')
}

/** The user of one authenticator agrees to nothing (WebAuthn §11.2). */
class NotConsenting extends WebAuthnError {
  constructor() {
    super('NotAllowedError', 'the user of this authenticator does not consent')
  }
}

/** Whether the authenticator cannot answer this ceremony, rather than refuses it. */
function isMisfit(error: unknown): error is WebAuthnError {
  return (
    error instanceof WebAuthnError &&
    error.name === 'NotAllowedError' &&
    !(error instanceof NotConsenting)
  )
}
