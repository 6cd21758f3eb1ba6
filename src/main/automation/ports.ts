/** What automation needs of the rest of the app, in its own words. `main/automation-world` implements it. */
import type { ActivityEntry } from '../../shared/activity'
import type { Names, PasskeySummary, TrashedPasskeySummary } from '../../shared/passkey'
import type { DryRun, DryRunRequest } from '../../shared/signal-dry-run'
import type { SignalPolicy } from '../../shared/signal-policy'
import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type { ExtensionSecrets, Passkey } from '../webauthn/authenticator/ports'
import type { ConsentRule } from './consent/consent-rule'
import type { WorldEvent } from './events/world-event'
import type { Clock, NewId, Randomness } from '../platform/ports'

/** A passkey that an authenticator is to keep, with what is sealed beside it. */
export interface NewCredential {
  readonly passkey: Passkey
  /** PKCS #8, DER. */
  readonly privateKey: Uint8Array
  readonly secrets: ExtensionSecrets
}

/** Which of several passkeys cannot be kept beside the others, and why. */
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
   * Keeps passkeys, all or none. A discoverable one takes the place of a kept one of the same relying party and user
   * handle. A trashed passkey with the id of a new one is deleted for good.
   *
   * @returns why they cannot be kept; null: they are kept.
   */
  addAll(credentials: readonly NewCredential[]): Promise<CredentialRefusal | null>
  /** @returns PKCS #8, DER. */
  privateKey(credentialId: Uint8Array): Uint8Array
  extensionSecrets(credentialId: Uint8Array): ExtensionSecrets
  remove(credentialId: Uint8Array): Promise<void>
  setProperties(credentialId: Uint8Array, properties: CredentialProperties): Promise<void>
}

/** What a test driver may change in a passkey that is kept (WebAuthn §11.10). */
export interface CredentialProperties {
  readonly backupEligible?: boolean
  readonly backedUp?: boolean
  /** 0 to 2³² − 1; null: it keeps no counter any more. */
  readonly signCount?: number | null
}

/** An authenticator that answers the ceremonies of one session’s pages. */
export interface AuthenticatorInWorld {
  /** As it is now: a driver may change how user verification ends. */
  describe(): AuthenticatorDescription
  /** Whether its user agrees to what pages ask, when no script says anything else. */
  isUserConsenting(): boolean
  /** Calls back whenever `describe` answers something else than before. */
  onChange(listener: () => void): void
}

export interface KeptConsentRule {
  readonly id: string
  readonly rule: ConsentRule
  /** How many ceremonies it is for, from now on; null: for all that come. */
  readonly left: number | null
}

/** What the user of one session says to pages. */
export interface ConsentScripts {
  /** @returns the rule's id. @throws {RangeError} when there are too many. */
  add(rule: ConsentRule): string
  list(): readonly KeptConsentRule[]
  clear(): void
}

/** A passkey that the session's pages can reach, and which authenticator has it. */
export interface PasskeyInWorld {
  /** null: the session's own platform authenticator. */
  readonly authenticatorId: string | null
  readonly passkey: PasskeySummary
}

/** What the user of one session does with the passkeys that its pages can reach, as in Latchkey's window. */
export interface PasskeysInWorld {
  /** Newest first; hidden ones, too. */
  list(): readonly PasskeyInWorld[]
  /** Newest first. */
  listTrash(): readonly TrashedPasskeySummary[]
  /** Whether it is kept or in the trash. */
  has(credentialId: Uint8Array): boolean
  /** Marks the names that differ as the user's own. */
  rename(credentialId: Uint8Array, names: Partial<Names>): Promise<void>
  followSite(credentialId: Uint8Array): Promise<void>
  hide(credentialId: Uint8Array): Promise<void>
  show(credentialId: Uint8Array): Promise<void>
  /** Into the trash. */
  remove(credentialId: Uint8Array): Promise<void>
  /** @throws when its account has another passkey. */
  restore(credentialId: Uint8Array): Promise<void>
}

/** The policies that the signals of a session's pages meet. */
export interface PoliciesInWorld {
  /** Of every page that has none of its own. */
  readonly policy: SignalPolicy
  /** By origin. */
  readonly pages: Readonly<Record<string, SignalPolicy>>
}

/** What was done with signals, and what is to be done with them. */
export interface SignalsInWorld {
  /** Ceremonies and signals, newest first. */
  record(): readonly ActivityEntry[]
  /** @throws when there is nothing to take back. */
  undo(entryId: string): Promise<ActivityEntry>
  /** @throws when there is no such passkey. */
  dryRun(request: DryRunRequest): DryRun
  policies(): PoliciesInWorld
  setPolicy(policy: SignalPolicy): void
  /** In the place of all that was set. */
  setPolicies(policies: PoliciesInWorld): void
  /** @param policy null: as every other page. */
  setPagePolicy(origin: string, policy: SignalPolicy | null): void
}

export interface ClockState {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly stopped: boolean
}

/** The clock of one session: of its passkeys, its record, its time-outs and how long its user thinks. */
export interface ClockInWorld {
  read(): ClockState
  /** @param now milliseconds since the Unix epoch. */
  set(now: number): void
  stop(): void
  start(): void
  advance(ms: number): void
}

/** An authenticator to plug in, with the passkeys that it already keeps. */
export interface FilledAuthenticator {
  readonly id: string
  readonly authenticator: AuthenticatorInWorld
  /** Oldest first. */
  readonly credentials: readonly NewCredential[]
}

/** All that one session has to itself. */
export interface SessionWorld {
  readonly clock: ClockInWorld
  readonly user: ConsentScripts
  readonly passkeys: PasskeysInWorld
  readonly signals: SignalsInWorld
  /** The passkeys of the session's own platform authenticator, which is in reach while nothing is plugged in. */
  readonly platform: CredentialStore
  /** Puts an authenticator in reach of the session’s pages. */
  plugIn(authenticatorId: string, authenticator: AuthenticatorInWorld): Promise<CredentialStore>
  /** Its passkeys are gone with it. */
  unplug(authenticatorId: string): void
  /**
   * Puts authenticators and their passkeys in the place of all that there are, at once. When it throws, nothing has
   * changed.
   *
   * @param platform passkeys of the session's own platform authenticator, oldest first. Its trash is emptied.
   * @returns the passkeys of each authenticator that was plugged in, in the order given.
   */
  replaceAll(
    platform: readonly NewCredential[],
    pluggedIn: readonly FilledAuthenticator[],
  ): Promise<readonly CredentialStore[]>
  /** From now on keys, ids and whatever else is drawn are the same in every run. */
  seed(seed: string): void
  /** What its pages load before their own scripts; the grant inside is good for this session alone. */
  pageScript(): string
  /** Open documents of the session. */
  connectedPages(): number
  close(): Promise<void>
}

export interface AutomationPorts {
  /** @param tell is called with all that happens in it. */
  newWorld(tell: (event: WorldEvent) => void): Promise<SessionWorld>
  readonly newId: NewId
  readonly random: Randomness
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly clock: Clock
  /** What went wrong on our side, for the log. Never throws. */
  readonly fault: (what: string, error: unknown) => void
}
