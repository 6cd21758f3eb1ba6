import type { Connection } from './connection.js'
import { ruleOf } from './consent-rule.js'
import { given, givenOptions } from './given.js'
import { LatchkeyError } from './latchkey-error.js'
import { NEW_SESSION, scriptOf, type OpenedSession } from './opened-session.js'
import { askWithoutPage } from './pageless-ceremonies.js'
import { sessionEvents } from './session-events.js'
import { alsoWritten, sentFrom } from './session-files.js'
import type {
  AskingGetOptions,
  AuthenticationResponse,
  CreateOptions,
  GetOptions,
  RegistrationResponse,
  RequestingPage,
} from './types/ceremonies.js'
import type { CredentialFormat, CredentialFormats } from './types/credential-formats.js'
import type { Ceremony, EventOf, WaitOptions } from './types/events.js'
import type { FaultOptions } from './types/faults.js'
import type { Passkey } from './types/passkey.js'
import type { SaveCaseOptions, SessionState } from './types/session-state.js'
import type {
  ActivityEntry,
  AnswerOptions,
  ApproveOptions,
  ArmedFault,
  AuthenticatorConfiguration,
  CaseFile,
  CaseReplay,
  Choice,
  Clock,
  ClockChange,
  ConsentRule,
  Device,
  DeviceChange,
  DeviceToAdd,
  DryRun,
  EventType,
  Fault,
  FaultId,
  LostDevice,
  Names,
  PageFinding,
  Policies,
  SessionEvent,
  ProfileFacts,
  Settings,
  SignalKind,
  SignalPolicy,
  SignalToTry,
  TrashedPasskey,
} from './types/wire.js'
import { VirtualAuthenticator } from './virtual-authenticator.js'
import { alsoWhere, sendWait } from './waits.js'

/**
 * One session with Latchkey: its passkeys, and a user that follows the test's rules. Every method rejects with a
 * `LatchkeyError` when Latchkey refuses the command or does not answer. A method also rejects an `undefined` that would mean
 * another account, page, device, ceremony or setting than the test meant. docs/automation.md describes every command.
 */
export class PasskeySession {
  readonly id: string
  readonly #connection: Connection
  readonly #authenticators: string
  /** The text of the page script, if it came with the session: until the settings, which say whose client it plays, change. */
  #script: string | undefined

  constructor(connection: Connection, id: string, script?: string) {
    this.id = id
    this.#connection = connection
    this.#authenticators = `/session/${id}/webauthn/authenticator`
    this.#script = script
  }

  /** @throws {LatchkeyError} */
  static async open(connection: Connection): Promise<PasskeySession> {
    return keep(connection, await connection.send<OpenedSession>('POST', '/session', NEW_SESSION))
  }

  /**
   * @returns the text of this session's page script. Run it in every page before the page's own scripts. It connects pages of
   *   any origin to this session.
   */
  async script(): Promise<string> {
    return this.#script ?? this.#connection.script(`/session/${this.id}/latchkey.js`)
  }

  /** Ends the session and deletes everything that it keeps. Does not throw when the session has already ended. */
  async end(): Promise<void> {
    this.#connection.sessions.delete(this.id)
    try {
      await this.#connection.send('DELETE', `/session/${this.id}`)
    } catch (error) {
      if (!(error instanceof LatchkeyError && error.code === 'invalid session id')) throw error
    }
  }

  // Consent rules.

  /**
   * Adds a rule: the user signs in with this account at the next sign-in. The user declines when the sign-in does not
   * offer the account; a conditional sign-in waits for it.
   *
   * @param account a user name, or a {@link Choice}.
   * @returns the rule's id.
   */
  async choose(account: string | Choice, options: AnswerOptions = {}): Promise<string> {
    const choose = typeof account === 'string' ? { userName: account } : given(account, 'account')
    return this.#send('POST', 'consent', ruleOf('approve', { ceremony: 'get', ...options, choose }))
  }

  /**
   * Adds a rule: the user agrees to the next ceremony. Without `choose`, the user signs in with the newest passkey.
   *
   * @returns the rule's id.
   */
  async approve(options: ApproveOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', ruleOf('approve', options))
  }

  /**
   * Adds a rule: the user declines the next ceremony. A conditional sign-in stays pending.
   *
   * @returns the rule's id.
   */
  async deny(options: AnswerOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', ruleOf('deny', options))
  }

  /**
   * Adds a rule: the user closes the dialog of the next ceremony. A conditional sign-in stays pending.
   *
   * @returns the rule's id.
   */
  async dismiss(options: AnswerOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', ruleOf('dismiss', options))
  }

  /**
   * Adds a rule: the user does not answer the next ceremony. The ceremony ends when the page aborts it or its time-out
   * is over.
   *
   * @returns the rule's id.
   */
  async never(options: AnswerOptions = {}): Promise<string> {
    return this.#send('POST', 'consent', ruleOf('never', options))
  }

  /** @returns the rules that are not used up, in the order in which they apply. */
  rules(): Promise<readonly ConsentRule[]> {
    return this.#send('GET', 'consent')
  }

  /** Removes all rules. */
  async clearRules(): Promise<void> {
    await this.#send('DELETE', 'consent')
  }

  // Ceremonies and signals without a page, for tests of servers. The session's user answers as for a page.

  /**
   * Answers a `create()` without a page.
   *
   * @param options PublicKeyCredentialCreationOptionsJSON, as a server sends it.
   * @returns the response to send to the server.
   * @throws {CeremonyError} with the name of the error that a page would get, and the reason.
   */
  create(options: object, page: CreateOptions): Promise<RegistrationResponse> {
    return askWithoutPage(this.#connection, this.#path('ceremonies/create'), options, page)
  }

  /**
   * Answers a `get()` without a page.
   *
   * @param options PublicKeyCredentialRequestOptionsJSON, as a server sends it.
   * @returns the response to send to the server; null with `mediation: 'silent'`, because no authenticator is asked.
   * @throws {CeremonyError} with the name of the error that a page would get, and the reason.
   */
  get(options: object, page: AskingGetOptions): Promise<AuthenticationResponse>
  get(options: object, page: GetOptions): Promise<AuthenticationResponse | null>
  get(options: object, page: GetOptions): Promise<AuthenticationResponse | null> {
    return askWithoutPage(this.#connection, this.#path('ceremonies/get'), options, page)
  }

  /**
   * Sends a signal without a page. Resolves like a page's promise, whether or not a passkey matches. Later calls see the
   * effect, and {@link waitForSignal} returns it.
   *
   * @param options the argument of `PublicKeyCredential.signal…()`.
   * @throws {CeremonyError} `TypeError` or `SecurityError`, and the reason.
   */
  async signal(kind: SignalKind, options: object, page: RequestingPage): Promise<void> {
    await askWithoutPage(this.#connection, this.#path('signals'), options, page, { kind })
  }

  // The passkeys. A `passkeyId` is a credential id, base64url.

  /** @returns all passkeys of the session, newest first, including hidden passkeys. */
  list(): Promise<readonly Passkey[]> {
    return this.#send('GET', 'passkeys')
  }

  /** Renames a passkey as a user does, so that later signals treat the names as the user's own. */
  async rename(passkeyId: string, names: Partial<Names>): Promise<void> {
    await this.#passkey(passkeyId, 'rename', givenOptions(names))
  }

  /** Restores the names that the site gave the passkey. */
  async followSite(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'follow-site')
  }

  /** Hides a passkey from pages, so that sign-ins do not offer it. */
  async hide(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'hide')
  }

  /** Shows a hidden passkey to pages again. */
  async show(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'show')
  }

  /** Moves a passkey to the session's trash. */
  async remove(passkeyId: string): Promise<void> {
    await this.#send('DELETE', `passkeys/${encodeURIComponent(passkeyId)}`)
  }

  /** @returns the passkeys in the session's trash. */
  trash(): Promise<readonly TrashedPasskey[]> {
    return this.#send('GET', 'trash')
  }

  /** Restores a passkey from the trash. */
  async bringBack(passkeyId: string): Promise<void> {
    await this.#passkey(passkeyId, 'restore')
  }

  // Events.

  /**
   * Waits for an event. An event before the call also counts, so a test may click first and wait afterwards. Each event ends
   * only one wait, unless `since` is given.
   *
   * @param event the type of the event, or several types.
   * @throws {LatchkeyError} `timeout` when no event matches within `options.timeout` milliseconds (30000 by default).
   */
  waitFor<T extends EventType>(
    event: T | readonly T[],
    options: WaitOptions = {},
  ): Promise<EventOf<T>> {
    const waiting = sendWait<EventOf<T>>(this.#connection, this.#path('wait'), event, options)
    // A test that fails before its `await` leaves the wait behind. The end of the session rejects the wait, and an unhandled
    // rejection would fail the next test. A caller that awaits `waiting` still gets the error.
    waiting.catch(() => undefined)
    return waiting
  }

  /**
   * Waits until a signal has been decided and applied.
   *
   * @throws {LatchkeyError} `timeout`, as {@link waitFor} does.
   */
  waitForSignal(signal: SignalKind, options: WaitOptions = {}): Promise<EventOf<'signalReceived'>> {
    return this.waitFor('signalReceived', alsoWhere(options, { signal }))
  }

  /**
   * Waits until a ceremony has succeeded or failed.
   *
   * @throws {LatchkeyError} `timeout`, as {@link waitFor} does.
   */
  waitForCeremony(
    ceremony: Ceremony,
    options: WaitOptions = {},
  ): Promise<EventOf<'ceremonyFinished'>> {
    return this.waitFor('ceremonyFinished', alsoWhere(options, { ceremony }))
  }

  /**
   * Iterates over the session's events until the session ends. Reconnects automatically.
   *
   * @param options `since`: yields only events whose `seq` is greater. By default it begins with the oldest event that Latchkey
   *   keeps.
   * @throws {LatchkeyError} when the first connection fails.
   */
  events({ since = 0 }: { readonly since?: number } = {}): AsyncGenerator<SessionEvent, void> {
    return sessionEvents(this.#connection, this.#path('events'), since)
  }

  /** @returns the record of ceremonies, signals and refusals, newest first. */
  activity(): Promise<readonly ActivityEntry[]> {
    return this.#send('GET', 'activity')
  }

  // Signals.

  /** @returns the record of signals and undos, newest first. */
  signals(): Promise<readonly ActivityEntry[]> {
    return this.#send('GET', 'signals')
  }

  /**
   * Undoes a signal, except where a newer change affects the same passkey's names or state.
   *
   * @param entryId the `id` of the signal's entry in the record.
   * @throws {LatchkeyError} when the entry has no change to undo.
   */
  undo(entryId: string): Promise<ActivityEntry> {
    return this.#send('POST', `signals/${encodeURIComponent(entryId)}/undo`, {})
  }

  /** @returns the policies for signals: for all pages, and for single pages. */
  policy(): Promise<Policies> {
    return this.#send('GET', 'policy')
  }

  /** Sets the policy for all pages without their own policy. */
  async setPolicy(policy: SignalPolicy): Promise<void> {
    await this.#send('POST', 'policy', { policy })
  }

  /**
   * Sets the policy for one page.
   *
   * @param origin the page's origin, such as `http://localhost:8080`.
   * @param policy null makes the page follow the session's policy again.
   */
  async setPagePolicy(origin: string, policy: SignalPolicy | null): Promise<void> {
    await this.#send('POST', 'policy', { policy, origin: given(origin, 'origin') })
  }

  /** @returns what a signal would do under each policy. Changes no passkey. */
  dryRun(passkeyId: string, signal: SignalToTry): Promise<DryRun> {
    return this.#send('POST', 'dry-run', { passkeyId, signal })
  }

  // Faults.

  /**
   * Arms a fault for the next ceremony to which it applies. The passkey itself stays genuine. The member `fault` of the event
   * `ceremonyFinished` says what was changed.
   *
   * @param id such as `uv-not-set`; docs/faults.md lists all faults.
   * @param options `times`: how many answers the fault changes, 1 by default. `origin`: the only page whose answers it changes;
   *   by default it changes those of every page.
   * @throws {LatchkeyError} `invalid argument` when there is no such fault.
   */
  async fault(id: FaultId, options: FaultOptions = {}): Promise<void> {
    await this.#send('POST', 'faults', { fault: id, ...givenOptions(options, ['origin']) })
  }

  /** @returns the armed faults, in the order in which they apply. */
  armedFaults(): Promise<readonly ArmedFault[]> {
    return this.#send('GET', 'faults')
  }

  /**
   * Disarms one fault, even if it would change more answers.
   *
   * @param options `origin`: the page for which the fault is armed; by default the fault that is armed for every page.
   * @returns whether it was armed.
   * @throws {LatchkeyError} `invalid argument` when there is no such fault.
   */
  async disarmFault(id: FaultId, options: Pick<FaultOptions, 'origin'> = {}): Promise<boolean> {
    return this.#send('POST', 'faults/disarm', { fault: id, ...givenOptions(options) })
  }

  /** Disarms every fault. */
  async disarmFaults(): Promise<void> {
    await this.#send('DELETE', 'faults')
  }

  /** @returns every fault that this Latchkey knows, and what a correct relying party does with each. */
  knownFaults(): Promise<readonly (Fault & { readonly id: FaultId })[]> {
    return this.#send('GET', 'faults/known')
  }

  // Lint.

  /**
   * @returns the mistakes in the options and signals of the session's pages, oldest first: each once for each rule, page and
   *   value. docs/lint.md has the rules. The event `lint` reports each new finding.
   */
  lintFindings(): Promise<readonly PageFinding[]> {
    return this.#send('GET', 'lint')
  }

  /** @returns how many ceremonies and signals of the session's pages the lint has judged, also those without a finding. */
  lintedCalls(): Promise<number> {
    return this.#send('GET', 'lint/calls')
  }

  /** @returns the ids of every rule that the lint of this Latchkey has. */
  knownLintRules(): Promise<readonly string[]> {
    return this.#send('GET', 'lint/rules')
  }

  // Authenticators.

  /** Adds a virtual authenticator. A session without virtual authenticators uses its own platform authenticator. */
  async addAuthenticator(configuration: AuthenticatorConfiguration): Promise<VirtualAuthenticator> {
    const body = given(configuration, 'configuration')
    return this.authenticator(await this.#connection.send('POST', this.#authenticators, body))
  }

  /** Uses an existing virtual authenticator. Sends no request, so it does not check the id. */
  authenticator(id: string): VirtualAuthenticator {
    return new VirtualAuthenticator(this.#connection, this.#authenticators, id)
  }

  /** @returns all passkeys with their private keys. Bytes are base64 for `cdp`, else base64url. */
  exportCredentials<Format extends CredentialFormat>(
    format: Format,
  ): Promise<readonly CredentialFormats[Format][]> {
    return this.#send('GET', `credentials/${format}`)
  }

  /**
   * Adds credentials to the session: all of them, or none when one is refused.
   *
   * @param authenticatorId the virtual authenticator to add them to. Required when the session has several.
   * @returns the credential ids, base64url.
   * @throws {LatchkeyError} when the session already has a credential's id, or two discoverable credentials have the same
   *   account.
   */
  importCredentials<Format extends CredentialFormat>(
    format: Format,
    credentials: readonly CredentialFormats[Format][],
    authenticatorId?: string,
  ): Promise<readonly string[]> {
    return this.#send('POST', `credentials/${format}`, { credentials, authenticatorId })
  }

  // Devices of one account. A session has one device until the test adds others.

  /** @returns the devices of the session's account, with their pending changes. */
  devices(): Promise<readonly Device[]> {
    return this.#send('GET', 'devices')
  }

  /**
   * Adds a device of the same account: another platform authenticator, which gets the passkeys that may be synced.
   *
   * @param device `syncAfter`: how many seconds after its first pending change the device syncs, 0 by default; or `'by-hand'`,
   *   for {@link sync}. The session's clock counts, so {@link setClock} triggers the sync.
   */
  addDevice(device: DeviceToAdd = {}): Promise<Device> {
    return this.#send('POST', 'devices', device)
  }

  /** Moves the session's pages to this device. Its passkeys answer, and signals reach only this device. */
  async useDevice(id: string): Promise<void> {
    await this.#device(id, '/use')
  }

  /** Takes a device offline or online again, or changes when it syncs. */
  async setDevice(id: string, change: DeviceChange): Promise<Device> {
    return this.#device(id, '', givenOptions(change))
  }

  /**
   * Syncs all online devices now.
   *
   * @param only the id of the only device that syncs with the account.
   * @returns all devices.
   */
  async sync(...only: [] | [id: string]): Promise<readonly Device[]> {
    if (only.length === 0) return this.#send('POST', 'sync', {})
    return this.#device(given(only[0], 'id'), '/sync')
  }

  /**
   * Loses the device, with its unsynced changes and its device-bound passkeys. The active device cannot be lost, so first use
   * another one.
   *
   * @returns what no other device has.
   */
  loseDevice(id: string): Promise<LostDevice> {
    return this.#send('DELETE', `devices/${encodeURIComponent(id)}`)
  }

  // Snapshots, cases, seed, clock and settings.

  /**
   * Takes a snapshot of everything that the session keeps, including private keys.
   *
   * @param options `path`: also writes the snapshot to this file, which only the user can read.
   */
  async state({ path }: { readonly path?: string } = {}): Promise<SessionState> {
    return alsoWritten(this.#send<SessionState>('GET', 'snapshot'), path)
  }

  /**
   * Replaces everything that the session keeps, completely or not at all. Empties the trash. Pages stay connected.
   *
   * @param state a snapshot, or the path of a file that {@link state} wrote.
   * @throws {LatchkeyError} when the file cannot be read, or Latchkey refuses the snapshot.
   */
  async restore(state: SessionState | string): Promise<void> {
    this.#script = undefined
    await sentFrom(state, 'a snapshot', (snapshot) => this.#send('POST', 'restore', { snapshot }))
  }

  /** Opens another session with a copy of everything that this session keeps. */
  async fork(): Promise<PasskeySession> {
    return keep(this.#connection, await this.#send<OpenedSession>('POST', 'fork', {}))
  }

  /**
   * Makes the case file of a ceremony: everything that Latchkey knows about it, for a report, for `latchkey inspect`, and for
   * {@link replay}.
   *
   * @param options `ceremonyId`: that of the ceremony's events; by default the newest ceremony that ended. `path`: also writes
   *   the case to this file. `secrets`: includes the secrets of extensions, such as PRF outputs; by default they are replaced.
   *   A case never includes private keys.
   * @throws {LatchkeyError} `invalid argument` when the session keeps no details of such a ceremony.
   */
  async saveCase(options: SaveCaseOptions = {}): Promise<CaseFile> {
    const { path, ...asked } = givenOptions(options, ['ceremonyId'])
    return alsoWritten(this.#send<CaseFile>('POST', 'case', asked), path)
  }

  /**
   * Restores the settings, the profile, the virtual authenticators, the user's answer, the fault, the clock and the seed of a
   * case, so that the next ceremony of its kind gets the same answer. Keeps the session's passkeys. Call it before the page has
   * the session's script.
   *
   * @param one a case file, or its path.
   * @returns what the session could not restore, in `notTaken`.
   * @throws {LatchkeyError} when the file cannot be read, or Latchkey refuses it.
   */
  async replay(one: CaseFile | string): Promise<CaseReplay> {
    this.#script = undefined
    return sentFrom(one, 'a case', (given) => this.#send('POST', 'replay', { case: given }))
  }

  /**
   * Makes runs reproducible: from now on, keys, credential ids and entry ids are the same in every run that makes the same
   * requests in the same order. RSA keys, PSS salts, session ids and authenticator ids stay random.
   *
   * @param seed any text.
   */
  async seed(seed: string): Promise<void> {
    await this.#send('POST', 'seed', { seed })
  }

  /** @returns the session's time, and whether its clock is stopped. */
  clock(): Promise<Clock> {
    return this.#send('GET', 'clock')
  }

  /**
   * Stops or starts the session's clock, sets it, and moves it forward, in this order. Everything that becomes due happens in
   * order.
   */
  async setClock(change: ClockChange): Promise<Clock> {
    return this.#send('POST', 'clock', givenOptions(change))
  }

  /**
   * Loads a provider profile, such as one from `latchkey record-provider`. Choose it with `setSettings({ profile: id })`.
   *
   * @param profile the profile's file, parsed, or its path.
   * @returns the profile's id.
   * @throws {LatchkeyError} when the file cannot be read, or Latchkey refuses it.
   */
  loadProfile(profile: object | string): Promise<string> {
    return sentFrom(profile, 'a profile', (given) => this.#send('POST', 'profiles', given))
  }

  /**
   * Updates the provider to another version: changes the setting `profile`, and the backup flags of the passkeys in the
   * session's own authenticator. In the field, such an update changed BE, which must never change.
   *
   * @param profile the profile of the new version, such as `keepassxc-2.7.12` after `keepassxc-2.7.11`.
   */
  async updateProvider(profile: string): Promise<void> {
    await this.#send('POST', 'provider/update', { profile })
  }

  /** @returns the provider profiles for the setting `profile`, the facts about each, and how well they are known. */
  profiles(): Promise<readonly ProfileFacts[]> {
    return this.#send('GET', 'profiles')
  }

  /** @returns how the session behaves when WebAuthn leaves the choice. */
  settings(): Promise<Settings> {
    return this.#send('GET', 'settings')
  }

  /** Changes some settings. @returns all settings. */
  async setSettings(change: Partial<Settings>): Promise<Settings> {
    this.#script = undefined
    return this.#send('POST', 'settings', givenOptions(change))
  }

  #device<T>(id: string, what: string, body: object = {}): Promise<T> {
    return this.#send('POST', `devices/${encodeURIComponent(id)}${what}`, body)
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

function keep(connection: Connection, opened: OpenedSession): PasskeySession {
  connection.sessions.add(opened.sessionId)
  return new PasskeySession(connection, opened.sessionId, scriptOf(opened))
}
