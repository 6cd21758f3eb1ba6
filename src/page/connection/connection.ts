import { awaitable, settleBy } from '../awaitable'
import { min, Promise, Set, setAdd, setDelete, setForEach } from '../builtins'
import { BridgeFailure, explain } from '../errors'
import type { LatchkeyState } from '../latchkey'
import type { ConnectionPorts } from '../ports'
import { tellingCloseCodes } from '../../shared/bridge-messages'
import { Conversation, type BridgeEvent } from './conversation'
import type { GrantKeeper, StoredGrant } from './grants'
import { greet, type Greeter } from './greeting'
import type { PairRequest } from './pair-request'
import { throwIfAborted } from '../events'
import { untilAborted } from '../until-aborted'
import { SharedWork } from './shared-work'

const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 60_000

export interface ConnectionSettings {
  /** Host and port, shown to the user. */
  readonly host: string
  readonly greeter: Greeter
  readonly grants: GrantKeeper
  /** Undefined when the user cannot pair the page. */
  readonly pair: PairRequest | undefined
}

/** What a request may do to reach the app. */
export interface Reach {
  /** Whether it may open the pairing dialog. */
  readonly mayPair: boolean
  /** Whether to ask even a locked app, which refuses and records the request. */
  readonly asksLocked: boolean
  readonly signal: AbortSignal | undefined
}

interface Waiter {
  readonly resolve: () => void
  readonly reject: (reason: BridgeFailure) => void
}

/**
 * The page's connection to the bridge. Opens the socket for the first request, greets, pairs, and reconnects after the app was
 * restarted or unlocked.
 */
export class Connection {
  readonly #ports: ConnectionPorts
  readonly #settings: ConnectionSettings
  #state: LatchkeyState = 'idle'
  /** The current conversation, and its promise, which resolves after the greeting. */
  #live: Conversation | undefined
  #greeted: Promise<Conversation> | undefined
  /** The grant that the conversation started with or received, and whether the bridge has accepted it. */
  #grant: StoredGrant | undefined
  #isProven = false
  #pairing: SharedWork | undefined
  #retryMs = FIRST_RETRY_MS
  #stopRetry: () => void = () => undefined
  /** The callers that wait until the page is ready. */
  readonly #waiters = new Set<Waiter>()

  constructor(ports: ConnectionPorts, settings: ConnectionSettings) {
    this.#ports = ports
    this.#settings = settings
  }

  get state(): LatchkeyState {
    return this.#state
  }

  /** Connects before the next request if this page, or another page of its origin, was paired. */
  connectIfPaired(): void {
    if (this.#settings.grants.read()) this.#reconnect()
  }

  /**
   * The conversation after its greeting, whatever the result of the greeting.
   *
   * @throws {BridgeFailure} `absent`, `refused`, `version` or `impostor`.
   */
  greeted(): Promise<Conversation> {
    if (this.#state === 'impostor')
      return new Promise((_, reject) => reject(new BridgeFailure('impostor')))
    return (this.#greeted ??= this.#open())
  }

  /**
   * A conversation in which the page may request passkeys.
   *
   * @throws {BridgeFailure} of any kind, or `signal.reason`.
   */
  async ready({ mayPair, asksLocked, signal }: Reach): Promise<Conversation> {
    const conversation = await awaitable(this.#currentGreeted())
    if (this.state === 'locked' && !asksLocked) throw new BridgeFailure('locked')
    if (this.state === 'unpaired') {
      const { pair } = this.#settings
      if (!pair) throw new BridgeFailure('sessionEnded')
      if (!mayPair) throw new BridgeFailure('unpaired')
      throwIfAborted(signal)
      if (!this.#pairing?.isAwaited)
        this.#pairing = new SharedWork((abandoned) =>
          this.#keepGrant(pair(conversation, abandoned)),
        )
      await awaitable(this.#pairing.join(signal))
    }
    return conversation
  }

  /**
   * A conversation in which the page may request passkeys; undefined when the page cannot prove a grant. Never pairs, and opens
   * no socket for a page without a grant.
   *
   * @throws {BridgeFailure} `absent`, `refused`, `version` or `impostor`.
   */
  async readyIfPaired(): Promise<Conversation | undefined> {
    if (this.#state !== 'ready' && !this.#settings.grants.read()) return undefined
    const conversation = await awaitable(this.#currentGreeted())
    return this.#isProven ? conversation : undefined
  }

  /**
   * Resolves once the page may request passkeys. Only waits: neither connects nor pairs.
   *
   * @throws {BridgeFailure} `refused`, `version` or `impostor`, when that comes first; or `signal.reason`.
   */
  async becomesReady(signal: AbortSignal): Promise<void> {
    let waiter: Waiter | undefined
    const ready = new Promise<void>((resolve, reject) => {
      if (this.#state === 'ready') resolve()
      else setAdd(this.#waiters, (waiter = { resolve, reject }))
    })
    try {
      await awaitable(untilAborted(signal, ready))
    } finally {
      if (waiter) setDelete(this.#waiters, waiter)
    }
  }

  /** Disconnects, as the document must when it enters the back/forward cache. */
  suspend(): void {
    this.#stopRetry()
    this.#live?.close()
  }

  /** The current conversation after its greeting. */
  async #currentGreeted(): Promise<Conversation> {
    for (;;) {
      const conversation = await awaitable(this.greeted())
      if (conversation !== this.#live) continue
      // Another tab of this origin may have been paired in the meantime.
      const isOutdated = this.state === 'unpaired' && !this.#pairing?.isAwaited
      if (!isOutdated || !this.#settings.grants.read()) return conversation
      this.#restart()
    }
  }

  async #open(): Promise<Conversation> {
    this.#stopRetry()
    this.#enter('connecting')
    const conversation = new Conversation(this.#ports, {
      event: (event) => {
        if (this.#live === conversation) this.#receiveEvent(event)
      },
      closed: (code) => {
        if (this.#live === conversation) this.#receiveClose(code)
      },
    })
    this.#live = conversation
    const grant = this.#settings.grants.read()
    this.#grant = grant
    this.#isProven = false
    try {
      const result = await awaitable(
        greet(conversation, this.#settings.greeter, grant, this.#ports),
      )
      if (grant && result === 'unpaired') this.#forgetUnknown(grant)
      this.#isProven = result === 'ready'
      this.#enter(result)
      if (result !== 'locked') this.#retryMs = FIRST_RETRY_MS
      return conversation
    } catch (error) {
      if (this.#live === conversation) this.#failGreeting(error)
      conversation.close()
      throw error
    }
  }

  #enter(state: LatchkeyState): void {
    this.#state = state
    if (state === 'ready') setForEach(this.#waiters, ({ resolve }) => resolve())
  }

  #failGreeting(error: unknown): void {
    this.#drop()
    if (error instanceof BridgeFailure && error.kind !== 'absent')
      setForEach(this.#waiters, ({ reject }) => reject(error))
    if (error instanceof BridgeFailure && error.kind === 'impostor') {
      this.#enter('impostor')
      this.#ports.warn(explain('impostor', this.#settings.host))
    } else this.#becomeAbsent()
  }

  async #keepGrant(paired: ReturnType<PairRequest>): Promise<void> {
    const answer = await awaitable(paired)
    this.#settings.grants.keep(answer, answer.keep)
    this.#grant = answer
    this.#isProven = true
    this.#enter('ready')
  }

  #receiveEvent(event: BridgeEvent): void {
    if (event === 'locked') this.#enter('locked')
    else if (event === 'revoked') this.#forget()
    // A proven grant survives the lock. A page that connected to a locked app must greet again.
    else if (this.#isProven) this.#enter('ready')
    else if (this.#state === 'locked') {
      this.#restart()
      // Delayed, so that an app that locks and unlocks repeatedly is not asked in a loop.
      this.#retry()
    }
  }

  /** Warns the user, because the answer is not proved to come from the app. */
  #forgetUnknown(grant: StoredGrant): void {
    this.#settings.grants.forget(grant)
    this.#ports.warn(
      `Latchkey at ${this.#settings.host} no longer knows this page. Pair the page again.`,
    )
  }

  /** Makes the next request open a new conversation. */
  #restart(): void {
    const old = this.#live
    this.#drop()
    old?.close()
  }

  #receiveClose(code: number): void {
    this.#drop()
    if (code === tellingCloseCodes.revoked || code === tellingCloseCodes.badProof) this.#forget()
    else if (code === tellingCloseCodes.idle && !this.#settings.grants.read()) this.#enter('idle')
    else this.#becomeAbsent()
  }

  #drop(): void {
    this.#live = undefined
    this.#greeted = undefined
  }

  /** The app is gone. A paired page regularly tries to reconnect. */
  #becomeAbsent(): void {
    this.#enter('absent')
    this.#stopRetry()
    if (this.#settings.grants.read()) this.#retry()
  }

  #retry(): void {
    this.#stopRetry()
    this.#stopRetry = this.#ports.after(this.#retryMs, () => this.#reconnect())
    this.#retryMs = min(this.#retryMs * 2, LAST_RETRY_MS)
  }

  #reconnect(): void {
    this.#ports.whenVisible(() => void settleBy(this.#currentGreeted(), ignore, ignore))
  }

  #forget(): void {
    if (this.#grant) this.#settings.grants.forget(this.#grant)
    this.#grant = undefined
    this.#isProven = false
    this.#enter('unpaired')
    this.#stopRetry()
  }
}

function ignore(): void {
  // The next request fails in the same way, and reports it.
}
