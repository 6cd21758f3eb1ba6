import type { AuthenticatorQuestion, GivenAnswer, UserConsent } from '../authenticator/ports'
import type { Withdrawable } from '../authenticator/withdrawal'
import { WebAuthnError } from '../errors'
import { askedNote } from './asked-note'
import { chosenBy, commonQuestion, leaderOf, type Asking } from './common-question'
import { mostTelling } from './most-telling'
import type { AuthenticatorAccess, CeremonyPorts } from './ports'
import { limitLifetime, type Lifetime } from './time-out'

/**
 * How long an authenticator may still write after the lifetime of a ceremony, if its user answered in time, in milliseconds.
 * The page's script reports the time-out to the page a second after the lifetime.
 */
const ANSWERED_MS = 500

/** A checked ceremony that is issued to each authenticator that is available while it is pending. */
export interface PendingCeremony<T> extends Lifetime, Withdrawable {
  readonly ports: Pick<
    CeremonyPorts,
    'authenticators' | 'consent' | 'steps' | 'after' | 'timeoutOf' | 'waitsForFitting'
  >
  /** Whether the ceremony ends at once when no authenticator is available or fits; false by default. */
  readonly immediate?: boolean
  /** As the page gave them (WebAuthn §5.8.7). */
  readonly hints: readonly string[]
  /**
   * Runs the ceremony on one authenticator. Asks the user at most once.
   *
   * @param request cancelled when the page cancels its request, and when the lifetime is over.
   */
  readonly issue: (
    access: AuthenticatorAccess,
    consent: UserConsent,
    request: Withdrawable,
  ) => Promise<T>
}

/**
 * Issues a ceremony to every available authenticator (WebAuthn §5.1.3 step 22, §5.1.4.1). Asks the user once. The authenticator
 * that the user chooses answers, and the others end. Authenticators may come and go until then. Without an authenticator, the
 * ceremony waits for one until its lifetime is over. If no authenticator fits, the ceremony waits only if the client is
 * configured to wait.
 *
 * @throws what the chosen authenticator throws. If the user is not asked, throws the most telling error.
 */
export function issueToAll<T>(ceremony: PendingCeremony<T>): Promise<T> {
  return new Promise<T>((resolve, reject) => {
    new IssuedRequests({ ceremony, resolve, reject }).begin()
  })
}

/** One authenticator's part. While it is still working, it has neither asked nor failed. */
interface IssuedRequest {
  readonly access: AuthenticatorAccess
  asked?: Asked
  failure?: { readonly error: unknown }
}

interface Asked extends Asking {
  readonly answer: (answer: GivenAnswer) => void
  readonly fail: (error: unknown) => void
}

/** The question that is currently shown. */
interface Shown {
  readonly question: AuthenticatorQuestion
  readonly withdrawal: AbortController
}

/** A ceremony without an outcome, and its callbacks. */
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
  /** Aborts when the lifetime is over, even after the user has answered, because nothing may be written after that. */
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

  /** Issues the ceremony to new authenticators. Cancels it on authenticators that are gone or have changed. */
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

  /** Only the request that the user chose, or a request that needed no choice, gives the outcome. */
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

  /** A user who consents to nothing is not asked. An offer leaves out the accounts of that authenticator. */
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

  /** Asks the user once no request is still working. */
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

  /** Why each authenticator cannot answer; undefined when one can, or failed for another reason. */
  #noneFits(): WebAuthnError | undefined {
    const requests = [...this.#requests.values()]
    if (requests.some(({ failure }) => !failure)) return undefined
    const error = mostTelling(requests.map(({ failure }) => failure?.error))
    return isMisfit(error) ? error : undefined
  }

  /** Keeps showing the same question. Its accounts are read again at each look. */
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

  /** Grants a moment more to an authenticator whose user answered in time, unless the page cancelled. */
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

/** Whether the error means that the authenticator cannot answer this ceremony, not that it refused. */
function isMisfit(error: unknown): error is WebAuthnError {
  return (
    error instanceof WebAuthnError &&
    error.name === 'NotAllowedError' &&
    !(error instanceof NotConsenting)
  )
}
