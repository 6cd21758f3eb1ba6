import { BridgeFailure, explain, PageError } from '../errors'
import type { LatchkeyState } from '../latchkey'
import type { ConnectionPorts } from '../ports'
import { tellingCloseCodes } from '../../shared/bridge-messages'
import { Conversation, type BridgeEvent } from './conversation'
import type { GrantKeeper, StoredGrant } from './grants'
import { greet, type Greeter } from './greeting'
import { untilAborted } from '../until-aborted'
import { SharedWork } from './shared-work'

const FIRST_RETRY_MS = 1000
const LAST_RETRY_MS = 60_000
const MAX_NAME_LENGTH = 64

export interface ConnectionSettings {
  /** Host and port, for the user to read. */
  readonly host: string
  readonly greeter: Greeter
  readonly grants: GrantKeeper
  /** What the page calls itself. */
  readonly pageName: () => string
}

/** How far a request may go to be heard. */
export interface Reach {
  /** Whether it may open the pairing dialog. */
  readonly mayPair: boolean
  readonly signal: AbortSignal | undefined
}

interface Patient {
  readonly resolve: () => void
  readonly reject: (reason: BridgeFailure) => void
}

/**
 * The page's way to the bridge: opens the socket when it is first needed, greets, pairs, and comes
 * back after the app was restarted or unlocked.
 */
export class Connection {
  readonly #ports: ConnectionPorts
  readonly #settings: ConnectionSettings
  #state: LatchkeyState = 'idle'
  /** The conversation that is under way, and when it will have been greeted. */
  #live: Conversation | undefined
  #greeted: Promise<Conversation> | undefined
  /** The grant that it was opened with, or earned; and whether the bridge has taken it. */
  #grant: StoredGrant | undefined
  #isProven = false
  #pairing: SharedWork | undefined
  #retryMs = FIRST_RETRY_MS
  #stopRetry: () => void = () => undefined
  /** Whoever waits for the page to be ready. */
  readonly #patient = new Set<Patient>()

  constructor(ports: ConnectionPorts, settings: ConnectionSettings) {
    this.#ports = ports
    this.#settings = settings
  }

  get state(): LatchkeyState {
    return this.#state
  }

  /** Connects ahead of the next request, if the page was paired before, or another of its origin has been since. */
  connectIfPaired(): void {
    if (this.#settings.grants.read()) this.#reconnect()
  }

  /**
   * A conversation in which the page has said hello, whatever came of it.
   *
   * @throws {BridgeFailure} `absent`, `refused`, `version` or `impostor`.
   */
  greeted(): Promise<Conversation> {
    if (this.#state === 'impostor') return Promise.reject(new BridgeFailure('impostor'))
    return (this.#greeted ??= this.#open())
  }

  /**
   * A conversation in which the page may ask for passkeys.
   *
   * @throws {BridgeFailure} of any kind, or `signal.reason`.
   */
  async ready({ mayPair, signal }: Reach): Promise<Conversation> {
    const conversation = await this.#settled()
    if (this.state === 'locked') throw new BridgeFailure('locked')
    if (this.state === 'unpaired') {
      if (!mayPair) throw new BridgeFailure('unpaired')
      signal?.throwIfAborted()
      if (!this.#pairing?.isAwaited)
        this.#pairing = new SharedWork((abandoned) => this.#pair(conversation, abandoned))
      await this.#pairing.join(signal)
    }
    return conversation
  }

  /**
   * Settles when the page may ask for passkeys, and does nothing for it.
   *
   * @throws {BridgeFailure} `refused`, `version` or `impostor`, when that comes first; or `signal.reason`.
   */
  becomesReady(signal: AbortSignal): Promise<void> {
    let patient: Patient | undefined
    const ready = new Promise<void>((resolve, reject) => {
      if (this.#state === 'ready') resolve()
      else this.#patient.add((patient = { resolve, reject }))
    })
    return untilAborted(signal, ready).finally(() => patient && this.#patient.delete(patient))
  }

  /** Leaves, as the document does when it goes into the back/forward cache. */
  suspend(): void {
    this.#stopRetry()
    this.#live?.close()
  }

  /** A conversation that is greeted, and that nobody has replaced by a newer one meanwhile. */
  async #settled(): Promise<Conversation> {
    for (;;) {
      const conversation = await this.greeted()
      if (conversation !== this.#live) continue
      // Another tab of this origin may have been paired since.
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
        if (this.#live === conversation) this.#heard(event)
      },
      closed: (code) => {
        if (this.#live === conversation) this.#ended(code)
      },
    })
    this.#live = conversation
    const grant = this.#settings.grants.read()
    this.#grant = grant
    this.#isProven = false
    try {
      const standing = await greet(conversation, this.#settings.greeter, grant, this.#ports)
      if (grant && standing === 'unpaired') this.#lost(grant)
      this.#isProven = standing === 'ready'
      this.#enter(standing)
      if (standing !== 'locked') this.#retryMs = FIRST_RETRY_MS
      return conversation
    } catch (error) {
      if (this.#live === conversation) this.#failed(error)
      conversation.close()
      throw error
    }
  }

  #enter(state: LatchkeyState): void {
    this.#state = state
    if (state === 'ready') for (const { resolve } of this.#patient) resolve()
  }

  #failed(error: unknown): void {
    this.#drop()
    if (error instanceof BridgeFailure && error.kind !== 'absent')
      for (const { reject } of this.#patient) reject(error)
    if (error instanceof BridgeFailure && error.kind === 'impostor') {
      this.#enter('impostor')
      this.#ports.warn(explain('impostor', this.#settings.host))
    } else this.#leave()
  }

  async #pair(conversation: Conversation, signal: AbortSignal): Promise<void> {
    const name = this.#settings.pageName().slice(0, MAX_NAME_LENGTH)
    let hideCode: () => void = ignore
    try {
      const answer = await conversation.request({ t: 'pair', name }, signal, (code) => {
        hideCode()
        hideCode = this.#ports.showCode(code)
      })
      if (answer.t !== 'paired') throw new BridgeFailure('declined')
      this.#settings.grants.keep(answer, answer.keep)
      this.#grant = answer
      this.#isProven = true
      this.#enter('ready')
    } catch (error) {
      throw error instanceof PageError && error.name === 'NotAllowedError'
        ? new BridgeFailure('declined')
        : error
    } finally {
      hideCode()
    }
  }

  #heard(event: BridgeEvent): void {
    if (event === 'locked') this.#enter('locked')
    else if (event === 'revoked') this.#forget()
    // A proven grant outlives the lock; a page that met a locked app says hello anew.
    else if (this.#isProven) this.#enter('ready')
    else if (this.#state === 'locked') {
      this.#restart()
      // Not at once: an app that locks and unlocks without end must not be asked without end.
      this.#retry()
    }
  }

  /** Nobody has proved that it is the app which says so, so it is said aloud. */
  #lost(grant: StoredGrant): void {
    this.#settings.grants.forget(grant)
    this.#ports.warn(`Latchkey at ${this.#settings.host} does not know this page any more.`)
  }

  /** Whoever asks next gets a new conversation. */
  #restart(): void {
    const old = this.#live
    this.#drop()
    old?.close()
  }

  #ended(code: number): void {
    this.#drop()
    if (code === tellingCloseCodes.revoked || code === tellingCloseCodes.badProof) this.#forget()
    else this.#leave()
  }

  #drop(): void {
    this.#live = undefined
    this.#greeted = undefined
  }

  /** The app is gone; a page that is paired with it looks for it from time to time. */
  #leave(): void {
    this.#enter('absent')
    this.#stopRetry()
    if (this.#settings.grants.read()) this.#retry()
  }

  #retry(): void {
    this.#stopRetry()
    this.#stopRetry = this.#ports.after(this.#retryMs, () => this.#reconnect())
    this.#retryMs = Math.min(this.#retryMs * 2, LAST_RETRY_MS)
  }

  #reconnect(): void {
    this.#ports.whenVisible(() => void this.#settled().catch(ignore))
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
  // Whoever asks next meets the same failure, and is told.
}
