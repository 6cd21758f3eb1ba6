import type { Connection } from './connection.js'
import { LatchkeyError } from './latchkey-error.js'
import { sessionEvents } from './session-events.js'
import { readState, writeState } from './state-file.js'
import type { AuthenticatorConfiguration, Credential } from './types/authenticator.js'
import type { AnswerOptions, ApproveOptions, Choice, ConsentRule } from './types/consent.js'
import type { Ceremony, EventOf, EventType, SessionEvent, WaitOptions } from './types/events.js'
import type { Names, Passkey, TrashedPasskey } from './types/passkey.js'
import type {
  ActivityEntry,
  DryRun,
  Policies,
  SignalKind,
  SignalPolicy,
  SignalToTry,
} from './types/record.js'
import type { Clock, ClockChange, SessionState } from './types/run.js'
import { VirtualAuthenticator } from './virtual-authenticator.js'

/** The forms in which test drivers pass credentials. */
export type CredentialFormat = 'cdp' | 'webdriver'

/**
 * One session with Latchkey: its passkeys, and a user that does what the test says. Every call throws a
 * `LatchkeyError` when it fails. What each does is told in docs/automation.md.
 */
export class PasskeySession {
  readonly id: string
  readonly #connection: Connection

  constructor(connection: Connection, id: string) {
    this.id = id
    this.#connection = connection
  }

  static async open(connection: Connection): Promise<PasskeySession> {
    const opened = await connection.send<Opened>('POST', '/session', { capabilities: {} })
    return keep(connection, opened)
  }

  /** What every page loads before its own scripts. It is good for this session, and for any origin. */
  script(): Promise<string> {
    return this.#connection.script(`/session/${this.id}/latchkey.js`)
  }

  /** Ends the session with all that it keeps. One that has ended already stays so. */
  async end(): Promise<void> {
    this.#connection.sessions.delete(this.id)
    try {
      await this.#connection.send('DELETE', `/session/${this.id}`)
    } catch (error) {
      if (!(error instanceof LatchkeyError && error.code === 'invalid session id')) throw error
    }
  }

  // What the user does.

  /**
   * The next sign-in is made with this account: a user name, or the account by its id or its place in the list.
   *
   * @returns the rule's id.
   */
  choose(account: string | Choice, options: AnswerOptions = {}): Promise<string> {
    const choose = typeof account === 'string' ? { userName: account } : account
    return this.approve({ ceremony: 'get', ...options, choose })
  }

  /** The user agrees to the next ceremony. @returns the rule's id. */
  approve(options: ApproveOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', { action: 'approve', ...options })
  }

  /** The user declines the next ceremony. @returns the rule's id. */
  deny(options: AnswerOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', { action: 'deny', ...options })
  }

  /** The user closes what the next ceremony shows; an offer stays. @returns the rule's id. */
  dismiss(options: AnswerOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', { action: 'dismiss', ...options })
  }

  /** The user does not answer the next ceremony. @returns the rule's id. */
  never(options: AnswerOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', { action: 'never', ...options })
  }

  /** The rules that are not used up. */
  rules(): Promise<readonly ConsentRule[]> {
    return this.#send('GET', 'consent')
  }

  async clearRules(): Promise<void> {
    await this.#send('DELETE', 'consent')
  }

  // The passkeys. Ids are credential ids, base64url.

  /** All of them, newest first; hidden ones too. */
  list(): Promise<readonly Passkey[]> {
    return this.#send('GET', 'passkeys')
  }

  /** Gives a passkey names of the user's own. */
  async rename(passkeyId: string, names: Partial<Names>): Promise<void> {
    await this.#passkey(passkeyId, 'rename', names)
  }

  /** Gives it the site's names again. */
  async followSite(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'follow-site')
  }

  /** Pages are not offered it any more. */
  async hide(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'hide')
  }

  async show(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'show')
  }

  /** Puts it into the session's trash. */
  async remove(passkeyId: string): Promise<void> {
    await this.#send('DELETE', `passkeys/${encodeURIComponent(passkeyId)}`)
  }

  trash(): Promise<readonly TrashedPasskey[]> {
    return this.#send('GET', 'trash')
  }

  /** Takes it out of the trash again. */
  async bringBack(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'restore')
  }

  // What happens.

  /** Waits for an event; one that came before the call counts too, unless another wait has had it. */
  waitFor<T extends EventType>(
    event: T | readonly T[],
    options: WaitOptions = {},
  ): Promise<EventOf<T>> {
    return this.#send('POST', 'wait', { event, ...options })
  }

  /** Waits until a signal has been decided and applied. */
  waitForSignal(
    signal: SignalKind,
    { where, ...options }: WaitOptions = {},
  ): Promise<EventOf<'signalReceived'>> {
    return this.waitFor('signalReceived', { ...options, where: { ...where, signal } })
  }

  /** Waits until a ceremony has ended, well or not. */
  waitForCeremony(
    ceremony: Ceremony,
    { where, ...options }: WaitOptions = {},
  ): Promise<EventOf<'ceremonyFinished'>> {
    return this.waitFor('ceremonyFinished', { ...options, where: { ...where, ceremony } })
  }

  /** The session's events, from its first on or behind the one with the number `since`, until it ends. */
  events({ since = 0 }: { readonly since?: number } = {}): AsyncGenerator<SessionEvent, void> {
    return sessionEvents(this.#connection, this.#path('events'), since)
  }

  /** The record of ceremonies, signals and what was refused, newest first. */
  activity(): Promise<readonly ActivityEntry[]> {
    return this.#send('GET', 'activity')
  }

  // Signals.

  /** The record of signals and their undoing, newest first. */
  signals(): Promise<readonly ActivityEntry[]> {
    return this.#send('GET', 'signals')
  }

  /** Takes a signal back. @param entryId of its entry in the record. */
  undo(entryId: string): Promise<ActivityEntry> {
    return this.#send('POST', `signals/${encodeURIComponent(entryId)}/undo`, {})
  }

  policy(): Promise<Policies> {
    return this.#send('GET', 'policy')
  }

  async setPolicy(policy: SignalPolicy): Promise<void> {
    await this.#send('POST', 'policy', { policy })
  }

  /** @param policy null: that of all other pages. */
  async setPagePolicy(origin: string, policy: SignalPolicy | null): Promise<void> {
    await this.#send('POST', 'policy', { policy, origin })
  }

  /** What a signal would do under each policy. It changes nothing. */
  dryRun(passkeyId: string, signal: SignalToTry): Promise<DryRun> {
    return this.#send('POST', 'dry-run', { passkeyId, signal })
  }

  // Authenticators.

  /** Plugs one in. A session without any has a platform authenticator of its own. */
  async addAuthenticator(configuration: AuthenticatorConfiguration): Promise<VirtualAuthenticator> {
    const path = `/session/${this.id}/webauthn/authenticator`
    return this.authenticator(await this.#connection.send('POST', path, configuration))
  }

  /** One that is plugged in, by its id. Nothing is sent yet. */
  authenticator(id: string): VirtualAuthenticator {
    return new VirtualAuthenticator(
      this.#connection,
      `/session/${this.id}/webauthn/authenticator`,
      id,
    )
  }

  /** All passkeys with their keys: in WebDriver's form, or in that of the Chrome DevTools Protocol (base64). */
  exportCredentials(format: CredentialFormat): Promise<readonly Credential[]> {
    return this.#send('GET', `credentials/${format}`)
  }

  /**
   * Takes them all, or none.
   *
   * @param authenticatorId of one that is plugged in; left out where there is one at most.
   * @returns their ids, base64url.
   */
  importCredentials(
    format: CredentialFormat,
    credentials: readonly Credential[],
    authenticatorId?: string,
  ): Promise<readonly string[]> {
    const where = authenticatorId === undefined ? {} : { authenticatorId }
    return this.#send('POST', `credentials/${format}`, { credentials, ...where })
  }

  // The whole of it.

  /** All that the session keeps. @param options `path`: a file to write it to as well. */
  async state({ path }: { readonly path?: string } = {}): Promise<SessionState> {
    const state = await this.#send<SessionState>('GET', 'snapshot')
    if (path !== undefined) writeState(path, state)
    return state
  }

  /** Puts a state, or the one in a file, in the place of all that the session keeps. */
  async restore(state: SessionState | string): Promise<void> {
    const snapshot = typeof state === 'string' ? readState(state) : state
    await this.#send('POST', 'restore', { snapshot })
  }

  /** Opens another session with a copy of all that this one keeps. */
  async fork(): Promise<PasskeySession> {
    return keep(this.#connection, await this.#send<Opened>('POST', 'fork', {}))
  }

  /** From now on the session draws the same in every run that does the same. */
  async seed(seed: string): Promise<void> {
    await this.#send('POST', 'seed', { seed })
  }

  clock(): Promise<Clock> {
    return this.#send('GET', 'clock')
  }

  /** Stops or starts the session's clock, sets it, and moves it on, in this order. */
  setClock(change: ClockChange): Promise<Clock> {
    return this.#send('POST', 'clock', change)
  }

  #passkey(passkeyId: string, what: string, body: object = {}): Promise<unknown> {
    return this.#send('POST', `passkeys/${encodeURIComponent(passkeyId)}/${what}`, body)
  }

  #send<T>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<T> {
    return this.#connection.send<T>(method, this.#path(path), body)
  }

  #path(path: string): string {
    return `/session/${this.id}/latchkey/${path}`
  }
}

interface Opened {
  readonly sessionId: string
}

function keep(connection: Connection, { sessionId }: Opened): PasskeySession {
  connection.sessions.add(sessionId)
  return new PasskeySession(connection, sessionId)
}
