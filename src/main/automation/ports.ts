/** What automation needs from the rest of the app. `main/automation-session` implements these ports. */
import type { ActivityEntry, SignalKind } from '../../shared/activity'
import type { CeremonyDetail } from '../../shared/ceremony-detail'
import type { PageFinding } from '../../shared/lint-finding'
import type { DeviceChange, DeviceFacts, DeviceToAdd, LostDevice } from '../../shared/device'
import type { Names, PasskeySummary, TrashedPasskeySummary } from '../../shared/passkey'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { ProfileFacts } from '../../shared/provider-profile'
import type { ClockState } from '../../shared/session-clock'
import type { ArmedFault, FaultId } from '../../shared/fault'
import type { SessionPolicies, SignalPolicy } from '../../shared/signal-policy'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type {
  ExtensionSecrets,
  Passkey,
  WithExtensionSecrets,
} from '../webauthn/authenticator/ports'
import type { ConsentRule } from '../../shared/consent-rule'
import type { AutomationEvent } from '../../shared/session-event'
import type { AskedUi, Requester } from '../webauthn/client/ports'
import type { AdjustableSettings } from './session-settings'
import type { Clock, NewId, Randomness } from '../platform/ports'

/** A passkey for an authenticator, with the data that is sealed beside it. */
export interface NewCredential {
  readonly passkey: Passkey
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
  readonly secrets: ExtensionSecrets
}

/** Which of several passkeys cannot be kept with the others, and why. */
export interface CredentialRefusal {
  readonly index: number
  /** One clause. */
  readonly because: string
}

/** The passkeys of one virtual authenticator. */
export interface CredentialStore {
  /** Oldest first. */
  list(): readonly Passkey[]
  find(credentialId: Uint8Array): Passkey | undefined
  /**
   * Keeps passkeys, all or none. A discoverable passkey replaces a stored one of the same relying party and user handle. A
   * trashed passkey with the id of a new one is deleted permanently.
   *
   * @returns why the passkeys cannot be kept; null when they are kept.
   */
  addAll(credentials: readonly NewCredential[]): Promise<CredentialRefusal | null>
  /** @returns the key as PKCS #8 in DER: a copy, which the caller may overwrite. */
  privateKey(credentialId: Uint8Array): Uint8Array
  /** Passes the contents of its extensions to `use`, and overwrites them when `use` returns. */
  withExtensionSecrets: WithExtensionSecrets
  remove(credentialId: Uint8Array): Promise<void>
  /** Removes all passkeys, or none. */
  removeAll(): Promise<void>
  setProperties(credentialId: Uint8Array, properties: CredentialProperties): Promise<void>
}

/** What a test driver may change in a stored passkey (WebAuthn §11.10). */
export interface CredentialProperties {
  readonly backupEligible?: boolean
  readonly backedUp?: boolean
  /** 0 to 2³² − 1; null removes the counter. */
  readonly signCount?: number | null
}

/** An authenticator that answers ceremonies of one session’s pages. */
export interface SessionAuthenticator {
  /** The current description. A driver may change the outcome of user verification. */
  describe(): AuthenticatorDescription
  /** Whether the user consents to ceremonies when no consent rule applies. */
  isUserConsenting(): boolean
  /** Calls back whenever the result of `describe` changes. */
  onChange(listener: () => void): void
}

export interface ActiveConsentRule {
  readonly id: string
  readonly rule: ConsentRule
  /** How many more ceremonies the rule answers; null for all. */
  readonly left: number | null
}

/** The consent rules of one session. They answer for the user. */
export interface ConsentScripts {
  /** @returns the rule's id. @throws {RangeError} when there are too many. */
  add(rule: ConsentRule): string
  list(): readonly ActiveConsentRule[]
  clear(): void
}

/** A passkey that the session's pages can reach, and its authenticator. */
export interface SessionPasskey {
  /** null for the session's own platform authenticator. */
  readonly authenticatorId: string | null
  readonly passkey: PasskeySummary
}

/** What the user of a session can do with the session's passkeys, as in Latchkey's window. */
export interface SessionPasskeys {
  /** Newest first; includes hidden passkeys. */
  list(): readonly SessionPasskey[]
  /** Newest first. */
  listTrash(): readonly TrashedPasskeySummary[]
  /** Whether the passkey is stored or in the trash. */
  has(credentialId: Uint8Array): boolean
  /** Marks each changed name as edited by the user. */
  rename(credentialId: Uint8Array, names: Partial<Names>): Promise<void>
  /** Gives the passkey the site's latest names, and drops the user's edits. */
  followSite(credentialId: Uint8Array): Promise<void>
  hide(credentialId: Uint8Array): Promise<void>
  show(credentialId: Uint8Array): Promise<void>
  /** Moves the passkey to the trash. */
  remove(credentialId: Uint8Array): Promise<void>
  /** @throws when another passkey has the same account. */
  restore(credentialId: Uint8Array): Promise<void>
}

/** The record of a session, and the session's signal policies. */
export interface SessionSignals {
  /** Ceremonies and signals, newest first. */
  record(): readonly ActivityEntry[]
  /** The detail of a ceremony; null when none is kept. */
  detail(entryId: string): CeremonyDetail | null
  /** @throws when the entry has no change to undo. */
  undo(entryId: string): Promise<ActivityEntry>
  /** @throws when the passkey does not exist. */
  dryRun(request: DryRunRequest): DryRun
  policies(): SessionPolicies
  setPolicy(policy: SignalPolicy): void
  /** Replaces all policies of the session. */
  setPolicies(policies: SessionPolicies): void
  /** @param policy null removes the page's own policy. */
  setPagePolicy(origin: string, policy: SignalPolicy | null): void
}

/** A ceremony that a test starts without a page. */
export interface PagelessCeremony {
  /** The document on whose behalf the test calls. */
  readonly requester: Requester
  /** PublicKeyCredentialCreationOptionsJSON or …RequestOptionsJSON, not yet parsed. */
  readonly options: unknown
  readonly mediation: string | undefined
  /** The member `uiMode` of a `get()`. */
  readonly ui?: AskedUi | undefined
}

/** Ceremonies and signals without a page. All errors are those that a page would get. */
export interface SessionCeremonies {
  /** Whether a ceremony is open. */
  readonly isPending: boolean
  /** @param gone aborts the ceremony. @throws {WebAuthnError} of WebAuthn §5.1.3 and §5.1.8. */
  create(ceremony: PagelessCeremony, gone: AbortSignal): Promise<RegistrationResponseJson>
  /**
   * @param gone aborts the ceremony.
   * @returns null for a silent `get()`, which asks no authenticator (Credential Management §2.5.1).
   * @throws {WebAuthnError} of WebAuthn §5.1.4 and §5.1.9.
   */
  get(ceremony: PagelessCeremony, gone: AbortSignal): Promise<AuthenticationResponseJson | null>
  /**
   * Resolves once the options are checked, as a page's promise does.
   *
   * @throws {WebAuthnError} `TypeError` or `SecurityError` (WebAuthn §5.1.10).
   */
  signal(requester: Requester, kind: SignalKind, options: unknown): Promise<void>
}

/** The clock of one session. It times the session's passkeys, record, time-outs and consent delays. */
export interface AdjustableClock {
  read(): ClockState
  /** @param now milliseconds since the Unix epoch. */
  set(now: number): void
  stop(): void
  start(): void
  advance(ms: number): void
}

/** An authenticator to connect, with the passkeys that it already keeps. */
export interface FilledAuthenticator {
  readonly id: string
  readonly authenticator: SessionAuthenticator
  /** Oldest first. */
  readonly credentials: readonly NewCredential[]
}

/** The armed faults for the next answers of a session. */
export interface SessionFaults {
  /**
   * Arms a fault. A fault that is already armed for the same page changes that many more answers.
   *
   * @param origin the only page whose answers it changes; null for every page.
   * @throws a sentence for a user when too many faults are armed.
   */
  arm(id: FaultId, times: number, origin: string | null): void
  /** In the order in which they apply. */
  list(): readonly ArmedFault[]
  /**
   * Disarms one fault.
   *
   * @param origin the page for which it is armed; null when it is armed for every page.
   * @returns false when no such fault is armed.
   */
  disarmOne(id: FaultId, origin: string | null): boolean
  disarm(): void
}

/** The lint's findings in the calls of a session's pages (docs/lint.md). */
export interface SessionFindings {
  /** How many ceremonies and signals were linted. */
  readonly judged: number
  /** Oldest first. */
  list(): readonly PageFinding[]
}

/** The provider profiles that a session can play: Latchkey's, and those that its test loaded. */
export interface SessionProfiles {
  has(id: string): boolean
  list(): readonly ProfileFacts[]
  /** Loads a profile. Replaces a loaded one with the same id. @throws {RangeError} that says what is wrong with the file. */
  load(file: unknown): string
  /** The backup flags that the provider states for a new passkey. */
  backupFlags(id: string): Required<Pick<CredentialProperties, 'backupEligible' | 'backedUp'>>
  /** The loaded files. */
  files(): readonly object[]
  /** The loaded file; undefined when no such profile was loaded. */
  find(id: string): object | undefined
  /** Replaces all loaded profiles. @throws {RangeError} as `load`. Nothing has changed. */
  replaceAll(files: readonly unknown[]): void
}

/** The devices of the account of a session's user. Every method rejects or throws with a sentence. */
export interface SessionDevices {
  list(): readonly DeviceFacts[]
  /** Adds a device, which syncs like the others. @throws when the session has its id already, or too many devices. */
  add(device: DeviceToAdd): Promise<DeviceFacts>
  /** Moves the session's pages to this device. @throws when there is no such device. */
  use(id: string): void
  /** @throws when there is no such device. */
  change(id: string, change: DeviceChange): Promise<DeviceFacts>
  /**
   * Syncs now.
   *
   * @param id only this device syncs with the account; by default all online devices sync.
   * @throws when there is no such device, or it is offline.
   */
  sync(id?: string): Promise<readonly DeviceFacts[]>
  /** Loses the device. @throws when it is active, or there is no such device. */
  lose(id: string): Promise<LostDevice>
  /** Resolves once all due syncs are done. Never rejects. */
  settled(): Promise<void>
}

/** How far a session has advanced in its seed. */
export interface SeedPosition {
  readonly seed: string
  /** How many values were taken from the seed. */
  readonly taken: number
}

/** The parts that one session does not share with other sessions. */
export interface SessionHost {
  readonly clock: AdjustableClock
  readonly user: ConsentScripts
  readonly passkeys: SessionPasskeys
  readonly ceremonies: SessionCeremonies
  readonly signals: SessionSignals
  readonly settings: AdjustableSettings
  readonly faults: SessionFaults
  readonly lint: SessionFindings
  readonly profiles: SessionProfiles
  readonly devices: SessionDevices
  /** The passkeys of the session's platform authenticator, reachable or not. */
  readonly platform: CredentialStore
  /** Whether pages use the platform authenticator: no virtual authenticator exists, and the settings allow it. */
  readonly reachesPlatform: boolean
  /** Connects an authenticator to the session’s pages. */
  plugIn(authenticatorId: string, authenticator: SessionAuthenticator): Promise<CredentialStore>
  /** Disconnects the authenticator and deletes its passkeys. */
  unplug(authenticatorId: string): void
  /**
   * Replaces all authenticators and their passkeys at once. When it throws, nothing has changed.
   *
   * @param platform passkeys of the session's own platform authenticator, oldest first. Its trash is emptied.
   * @returns the passkeys of each connected authenticator, in the given order.
   */
  replaceAll(
    platform: readonly NewCredential[],
    pluggedIn: readonly FilledAuthenticator[],
  ): Promise<readonly CredentialStore[]>
  /**
   * Makes all later random values of the session, such as keys and ids, the same in every run.
   *
   * @param taken continues like a session that has taken this many values; 0 by default.
   */
  seed(seed: string, taken?: number): void
  /** null when the session has no seed. */
  seedPosition(): SeedPosition | null
  /** The script that the session's pages load before their own scripts. Its grant is valid for this session only. */
  pageScript(): string
  /**
   * Resolves once every signal that the connected pages have sent is applied and recorded, all due syncs are done, and the
   * events of all this are told. Never rejects.
   */
  signalsApplied(): Promise<void>
  /** The number of connected documents of the session. */
  connectedPages(): number
  close(): Promise<void>
}

export interface AutomationPorts {
  /** @param tell called with each event of the session. */
  newSessionHost(tell: (event: AutomationEvent) => void): Promise<SessionHost>
  readonly newId: NewId
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly clock: Clock
  /** Logs an internal error. Never throws. */
  readonly fault: (what: string, error: unknown) => void
}
