/** What automation needs of the rest of the app, in its own words. `main/automation-worlds.ts` implements it. */
import type { AuthenticatorDescription } from '../webauthn/authenticator/description'
import type { ExtensionSecrets, Passkey } from '../webauthn/authenticator/ports'
import type { ConsentRule } from './consent/consent-rule'

/** The passkeys of one virtual authenticator. */
export interface CredentialStore {
  /** In no particular order. */
  list(): readonly Passkey[]
  find(credentialId: Uint8Array): Passkey | undefined
  /** A discoverable one takes the place of another of the same relying party and user handle. */
  add(passkey: Passkey, privateKey: Uint8Array, secrets: ExtensionSecrets): Promise<void>
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
}

/** What the user of one session says to pages. */
export interface ConsentScripts {
  /** @returns the rule's id. @throws {RangeError} when there are too many. */
  add(rule: ConsentRule): string
  list(): readonly object[]
  clear(): void
}

/** All that one session has to itself. */
export interface SessionWorld {
  readonly user: ConsentScripts
  /** Puts an authenticator in reach of the session’s pages. */
  plugIn(authenticatorId: string, authenticator: AuthenticatorInWorld): Promise<CredentialStore>
  /** Its passkeys are gone with it. */
  unplug(authenticatorId: string): void
  /** What its pages load before their own scripts; the grant inside is good for this session alone. */
  pageScript(): string
  /** Open documents of the session. */
  connectedPages(): number
  close(): Promise<void>
}

/** Time, so that a test need not wait. */
export interface AutomationClock {
  /** Calls back once after `ms`; returns the function that cancels it. */
  after(ms: number, callback: () => void): () => void
}

export interface AutomationPorts {
  newWorld(): Promise<SessionWorld>
  readonly newId: () => string
  readonly random: { bytes(length: number): Uint8Array }
  /** Milliseconds since the Unix epoch. */
  readonly now: () => number
  readonly clock: AutomationClock
  /** What went wrong on our side, for the log. Never throws. */
  readonly fault: (what: string, error: unknown) => void
}
