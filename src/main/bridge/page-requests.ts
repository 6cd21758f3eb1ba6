import type { ActivityReport } from '../../shared/activity'
import { encodeBase64Url } from '../../shared/base64url'
import type { BridgeMessage, PageMessage } from '../../shared/bridge-messages'
import type { CredentialJson } from '../../shared/webauthn-json'
import { untilAborted } from '../platform/until-aborted'
import type { Requester } from '../webauthn/client/ports'
import { WebAuthnError } from '../webauthn/errors'
import { OpenRequests, type OpenRequest } from './open-requests'
import { errorMessage, lockedMessage } from './page-errors'
import { malformedSignal, unheardSignal, type PageSignal } from './page-signal'
import type { PageAccess } from './page-state'
import type { CompletedPairing } from './pairing-queue'
import type { Grant } from './ports'
import type { PageChannel, SessionContext } from './session-context'

type MessageOf<T extends PageMessage['t']> = Extract<PageMessage, { readonly t: T }>

export type CeremonyMessage = MessageOf<'create' | 'get'>
export type SignalMessage = MessageOf<'signal'>
export type PairMessage = MessageOf<'pair'>

/** Runs the requests of one page. Answers each request once, or not at all after the page has disconnected. */
export class PageRequests {
  readonly #context: SessionContext
  readonly #channel: PageChannel
  readonly #open = new OpenRequests()

  constructor(context: SessionContext, channel: PageChannel) {
    this.#context = context
    this.#channel = channel
  }

  get isIdle(): boolean {
    return this.#open.list().length === 0
  }

  isOpen(id: number): boolean {
    return this.#open.has(id)
  }

  abort(id: number): void {
    this.#open.abort(id)
  }

  abortAll(by: 'page' | 'latchkey'): void {
    this.#open.abortAll(by)
  }

  /** Ends the requests that need the vault. Signals do not need it, because only their options are checked. */
  failForLock(): void {
    const reason = new WebAuthnError(
      'NotAllowedError',
      'the vault was locked while the request was open',
    )
    for (const request of this.#open.list()) {
      if (request.kind === 'signal') continue
      this.#answer(request, lockedMessage(request.id))
      request.controller.abort(reason)
    }
  }

  /** Answers with NotAllowedError and records the reason. */
  refuse(
    { t, id }: CeremonyMessage | PairMessage,
    { origin }: Requester,
    { is, reason }: Exclude<PageAccess, { readonly is: 'ready' }>,
  ): void {
    const answer =
      is === 'locked'
        ? lockedMessage(id)
        : errorMessage(id, new WebAuthnError('NotAllowedError', reason))
    this.#refuse(origin, `${t}: ${reason}`, answer)
  }

  /**
   * Runs one ceremony at a time. A second one fails with OperationError, except that a ceremony that asks the user replaces a
   * pending conditional `get()`. Signals that waited for the vault go before the ceremonies of their page.
   */
  async ceremony(message: CeremonyMessage, requester: Requester): Promise<void> {
    const { t, id, options, mediation, ui, hasSignal } = message
    const conditional = mediation === 'conditional'
    if (!conditional) this.#supersede()
    const kind = conditional && t === 'get' ? 'conditional' : 'ceremony'
    const request = this.#begin(message, kind, requester)
    if (!request) return
    const { signal } = request.controller
    const caughtUp = () => this.#channel.caughtUp()
    const asked = { requester, options, mediation, ui, hasSignal, signal, caughtUp }
    const { dialogLimits, ports, signals } = this.#context
    try {
      const credential = await dialogLimits.run(t, asked, async (): Promise<CredentialJson> => {
        // A page that aborts ends the wait. The ceremony records the abort.
        const signalled = signals.passedOn(requester.origin)
        if (signalled) await untilAborted(asked.signal, signalled).catch(() => undefined)
        return ports.ceremonies[t](asked)
      })
      this.#answer(request, { t: 'result', id, credential })
    } catch (error) {
      this.#fail(request, t, requester, error)
    }
  }

  /** Resolves with the page's new grant, or with undefined if the page did not get one. */
  async pair(
    message: PairMessage,
    requester: Requester,
    isOwnUser: boolean,
  ): Promise<Grant | undefined> {
    const { id, name } = message
    const request = this.#begin(message, 'pair', requester)
    if (!request) return undefined
    const showCode = (code: string) => this.#channel.send({ t: 'pair-code', id, code })
    try {
      const paired = await this.#context.pairing.pair(
        { requester, isOwnUser, name, showCode },
        request.controller.signal,
      )
      return this.#answer(request, pairedMessage(id, paired)) ? paired.grant : undefined
    } catch (error) {
      this.#fail(request, 'pair', requester, error)
      return undefined
    }
  }

  /**
   * Answers a signal once its options are checked. Neither the answer nor its time shows whether the signal is
   * applied, whether a passkey matched, or whether something failed later.
   *
   * @param access without a grant, the signal has no effect.
   */
  async signal(message: SignalMessage, requester: Requester, access: PageAccess): Promise<void> {
    const { id, kind, options } = message
    const request = this.#open.add(id, 'signal')
    const signal = { requester, kind, options }
    try {
      if (access.grant) await this.#context.signals.deliver(signal, access.grant)
      else await this.#checkUnheard(signal, access.reason)
      this.#answer(request, { t: 'result', id, credential: null })
    } catch (error) {
      this.#reportFault('signal', requester, error)
      this.#answer(request, signalFailure(id, error))
    }
  }

  /** Tells a page with a proved grant what the authenticators can do. Adds no entry to the record. */
  capabilities(id: number, { origin }: Requester, access: PageAccess): void {
    const { ceremonies } = this.#context.ports
    this.#channel.send(
      access.grant
        ? { t: 'capabilities', id, capabilities: ceremonies.capabilities(origin) }
        : errorMessage(id, new WebAuthnError('NotAllowedError', access.reason)),
    )
  }

  async #checkUnheard(signal: PageSignal, why: string): Promise<void> {
    const { requester, kind, options } = signal
    try {
      await this.#context.ports.ceremonies.signal(requester, kind, options, 'never')
      this.#note(unheardSignal(signal, why))
    } catch (error) {
      if (error instanceof WebAuthnError) this.#note(malformedSignal(signal, error))
      throw error
    }
  }

  #supersede(): void {
    const waiting = this.#open.find('conditional')
    if (!waiting) return
    const reason = new WebAuthnError(
      'AbortError',
      'another request of the page replaced this request',
    )
    this.#answer(waiting, errorMessage(waiting.id, reason))
    waiting.controller.abort(reason)
  }

  #begin(
    { t, id }: CeremonyMessage | PairMessage,
    kind: 'ceremony' | 'conditional' | 'pair',
    { origin }: Requester,
  ): OpenRequest | undefined {
    const rivals = kind === 'pair' ? (['pair'] as const) : (['ceremony', 'conditional'] as const)
    if (!rivals.some((rival) => this.#open.find(rival))) return this.#open.add(id, kind)
    const reason = 'another request of the same document is pending'
    const answer = errorMessage(id, new WebAuthnError('OperationError', reason))
    this.#refuse(origin, `${t}: ${reason}`, answer)
    return undefined
  }

  /** A request that needed the vault while it was being locked fails for that reason, which is not an internal error. */
  #fail(request: OpenRequest, what: string, requester: Requester, error: unknown): void {
    const isFault = !(error instanceof WebAuthnError) || error.name === 'UnknownError'
    if (isFault && !this.#context.ports.vault.isOpen()) {
      this.#answer(request, lockedMessage(request.id))
      return
    }
    this.#reportFault(what, requester, error)
    this.#answer(request, errorMessage(request.id, error))
  }

  #answer(request: OpenRequest, message: BridgeMessage): boolean {
    const awaited = this.#open.end(request)
    if (awaited) this.#channel.send(message)
    return awaited
  }

  #refuse(origin: string, reason: string, answer: ReturnType<typeof errorMessage>): void {
    this.#note({ kind: 'refusal', origin, outcome: 'refused', reason, error: answer.name })
    this.#channel.send(answer)
  }

  /** Records an internal error. The code that throws a WebAuthnError records that error itself. */
  #reportFault(what: string, { origin }: Requester, error: unknown): void {
    if (error instanceof WebAuthnError) return
    const reason = `${what}: something failed inside Latchkey (${errorKind(error)})`
    this.#context.ports.fault(reason, error)
    this.#note({ kind: 'refusal', origin, outcome: 'refused', reason, error: 'UnknownError' })
  }

  #note(report: ActivityReport): void {
    this.#context.refusals.note(report)
  }
}

function pairedMessage(id: number, { grant, keep }: CompletedPairing): BridgeMessage {
  return {
    t: 'paired',
    id,
    grant: grant.id,
    token: encodeBase64Url(grant.token),
    expires: grant.expiresAt,
    keep,
  }
}

/** Shows the page only errors of the options' check. Later errors would show whether the signal was applied. */
function signalFailure(id: number, error: unknown): BridgeMessage {
  const isOptionsError =
    error instanceof WebAuthnError && (error.name === 'TypeError' || error.name === 'SecurityError')
  return isOptionsError ? errorMessage(id, error) : { t: 'result', id, credential: null }
}

/** The error's class and code, such as `Error ENOSPC`. Omits the message, which may contain secrets. */
function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return typeof error
  return 'code' in error && typeof error.code === 'string'
    ? `${error.name} ${error.code}`
    : error.name
}
