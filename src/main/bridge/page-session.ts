/**
 * The state machine of one document's connection (docs/bridge-protocol.md, "States"):
 *
 *   new → unpaired → ready          the page sends pair, and the user allows it
 *   new → challenge → ready         hello names a grant, and both sides prove its token
 *   new → locked                    the vault is locked; after `unlocked` the page connects again
 */
import { closeCodes, PROTOCOL_VERSION, type PageMessage } from '../../shared/bridge-messages'
import type { Requester } from '../webauthn/client/ports'
import { greet, type HelloMessage } from './greeting'
import { PageEcho } from './page-echo'
import {
  PageRequests,
  type CeremonyMessage,
  type PairMessage,
  type SignalMessage,
} from './page-requests'
import { orderFault, accessOf, hasGreeted, type PageState, type PageAccess } from './page-state'
import type { Grant } from './ports'
import { isPageProof } from './proof'
import { readRequester } from './requester'
import type { Caller, PageChannel, SessionContext } from './session-context'

/** WebSocket's code for a finished conversation (RFC 6455 §7.4.1). */
const NORMAL_CLOSURE = 1000

/** A timer stops while the computer sleeps, and the wall clock can be corrected. So a timer of hours would end a grant too late. */
const LOOK_AGAIN_MS = 60_000

export class PageSession {
  readonly #context: SessionContext
  readonly #channel: PageChannel
  readonly #requests: PageRequests
  readonly #echo: PageEcho
  readonly #isOwnUser: boolean
  #requester: Requester
  #state: PageState = { is: 'new' }

  constructor({ origin, isOwnUser }: Caller, channel: PageChannel, context: SessionContext) {
    this.#isOwnUser = isOwnUser
    this.#requester = { origin, crossOrigin: false, topOrigin: null }
    this.#channel = channel
    this.#context = context
    this.#requests = new PageRequests(context, channel)
    this.#echo = new PageEcho((message) => channel.send(message), context.ports.clock)
  }

  /** Whether the page loses nothing when its socket closes: it has not proved a grant, and has no open request. */
  get isDispensable(): boolean {
    return this.#state.is !== 'ready' && this.#requests.isIdle
  }

  /** The id of the grant that the page has proved or was given. */
  get provedGrant(): string | undefined {
    return this.#state.is === 'ready' ? this.#state.grant.id : undefined
  }

  receive(message: PageMessage): void {
    if (this.#state.is === 'closed') return
    const fault = orderFault(this.#state, message, (id) => this.#requests.isOpen(id))
    if (fault === undefined) this.#act(message)
    else this.#violate(fault)
    if (hasGreeted(this.#state)) this.#echo.greeted()
  }

  /** Resolves once everything that the page has sent so far has arrived, or the page does not respond. Never rejects. */
  caughtUp(): Promise<void> {
    return this.#echo.caughtUp()
  }

  /** Ends the connection, with its requests, if the grant that the page proved has ended. Call it before a request is answered. */
  checkGrant(): void {
    const access = this.#access()
    if (this.#state.is === 'ready' && access.is === 'ended') this.#endGrant(access.reason)
  }

  /** Call it after the vault was locked or unlocked. */
  vaultChanged(open: boolean): void {
    const { is } = this.#state
    // A page that connected while the vault was being locked already knows.
    if (is === 'ready' || (open && is === 'locked'))
      this.#channel.send({ t: 'event', event: open ? 'unlocked' : 'locked' })
    if (!open) this.#requests.failForLock()
    else if (is === 'locked') this.#close(NORMAL_CLOSURE)
  }

  /** Tells the page that its grant was revoked or expired, and closes the connection. */
  revoke(): void {
    if (this.#state.is === 'closed') return
    this.#channel.send({ t: 'event', event: 'revoked' })
    this.#channel.close(closeCodes.revoked)
    this.gone('latchkey')
  }

  /**
   * Call it after the socket has closed. Aborts the page's ceremonies and its pairing request.
   *
   * @param by `latchkey` when Latchkey ended the connection, so that the page has not cancelled its requests.
   */
  gone(by: 'page' | 'latchkey' = 'page'): void {
    if (this.#state.is === 'ready') this.#state.stopTimer()
    this.#state = { is: 'closed' }
    this.#echo.end()
    this.#requests.abortAll(by)
  }

  #act(message: PageMessage): void {
    switch (message.t) {
      case 'hello':
        this.#hello(message)
        break
      case 'auth':
        this.#auth(message.proof)
        break
      case 'pair':
        this.#pair(message)
        break
      case 'create':
      case 'get':
        this.#ceremony(message)
        break
      case 'signal':
        this.#signal(message)
        break
      case 'capabilities':
        this.#requests.capabilities(message.id, this.#requester, this.#access())
        break
      case 'abort':
        this.#requests.abort(message.id)
        break
      case 'echo':
        if (!this.#echo.answered(message.id)) this.#violate('an echo came that was not asked for')
    }
  }

  #hello(message: HelloMessage): void {
    const requester = readRequester(this.#requester.origin, message.frame)
    if (!message.v.includes(PROTOCOL_VERSION)) {
      const reason = `the page’s script does not speak version ${PROTOCOL_VERSION} of the protocol`
      this.#violate(reason, `Latchkey speaks version ${PROTOCOL_VERSION}`)
    } else if (typeof requester === 'string') this.#violate(requester)
    else {
      this.#requester = requester
      const { state, welcome, reason } = greet(message, requester.origin, this.#context)
      if (reason !== null) this.#note(reason)
      this.#state = state
      this.#channel.send(welcome)
    }
  }

  #auth(proof: string): void {
    if (this.#state.is !== 'challenge') return
    const { grant, nonces } = this.#state
    const { ports, grants } = this.#context
    const { origin } = this.#requester
    if (!ports.vault.isOpen()) {
      this.#state = { is: 'locked' }
      this.#channel.send({ t: 'event', event: 'locked' })
    } else if (!isPageProof(proof, grant.token, origin, nonces)) {
      this.#note('the page could not prove that it holds the grant’s token')
      this.#close(closeCodes.badProof)
    } else {
      const still = grants.find(grant.id, origin)
      if (!still.ok) this.#endGrant(still.reason)
      else {
        this.#becomeReady(grant)
        this.#channel.send({ t: 'ready', expires: grant.expiresAt })
      }
    }
  }

  #becomeReady(grant: Grant): void {
    if (this.#state.is === 'ready') this.#state.stopTimer()
    this.#touch(grant)
    this.#state = { is: 'ready', grant, stopTimer: this.#endInTime(grant) }
  }

  /** @returns the function that stops the timer. */
  #endInTime(grant: Grant): () => void {
    if (grant.expiresAt === null) return () => undefined
    const { ports, grants } = this.#context
    let stop: () => void = () => undefined
    const wait = () => {
      stop = ports.clock.after(Math.min(grants.leftMs(grant), LOOK_AGAIN_MS), () => {
        const fault = grants.timeFault(grant)
        if (fault === undefined) wait()
        else this.#endGrant(fault)
      })
    }
    wait()
    return () => stop()
  }

  #access(): PageAccess {
    return accessOf(this.#state, this.#requester.origin, this.#context)
  }

  #ceremony(message: CeremonyMessage): void {
    const access = this.#access()
    if (access.is === 'ready') {
      this.#touch(access.grant)
      void this.#requests.ceremony(message, this.#requester)
    } else {
      this.#requests.refuse(message, this.#requester, access)
      if (access.is === 'ended') this.revoke()
    }
  }

  #signal(message: SignalMessage): void {
    const access = this.#access()
    const answered = this.#requests.signal(message, this.#requester, access)
    if (access.is === 'ended') void answered.then(() => this.revoke())
  }

  #pair(message: PairMessage): void {
    const access = this.#access()
    if (access.is === 'locked') this.#requests.refuse(message, this.#requester, access)
    else
      void this.#requests.pair(message, this.#requester, this.#isOwnUser).then((grant) => {
        if (this.#state.is === 'closed') return
        if (grant) this.#becomeReady(grant)
        else if (this.#isBlocked()) this.#context.endOrigin(this.#requester.origin)
      })
  }

  #isBlocked(): boolean {
    const { vault, grants } = this.#context.ports
    return vault.isOpen() && grants.isBlocked(this.#requester.origin)
  }

  #touch({ id }: Grant): void {
    const { vault, grants, clock } = this.#context.ports
    if (vault.isOpen()) grants.touch(id, clock.now())
  }

  #endGrant(reason: string): void {
    this.#note(reason)
    this.revoke()
  }

  /**
   * Closes the connection of a page that violates the protocol.
   *
   * @param shown what the page learns: only what helps its author.
   */
  #violate(reason: string, shown?: string): void {
    this.#note(reason)
    this.#close(closeCodes.protocol, shown)
  }

  #close(code: number, reason?: string): void {
    this.#channel.close(code, reason)
    this.gone()
  }

  #note(reason: string): void {
    const { origin } = this.#requester
    this.#context.refusals.note({ kind: 'refusal', origin, outcome: 'refused', reason })
  }
}
