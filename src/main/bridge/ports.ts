/**
 * What the bridge needs of the rest of the app, in its own words. `main/latchkey.ts` joins them.
 */
import type { ActivityReport, SignalKind } from '../../shared/activity'
import type { PairingAnswer, PairingRequest } from '../../shared/pairing'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../shared/webauthn-json'
import type { SignalTiming, Requester } from '../webauthn/client/ports'
import type { Clock, Randomness } from '../platform/ports'

/** Lets the pages of one exact origin ask. */
export interface Grant {
  /** 12 random bytes, base64url. */
  readonly id: string
  readonly origin: string
  /** What the page called itself when it was paired. */
  readonly name: string
  /** 32 random bytes; both sides prove that they know it, and it crosses the wire once. */
  readonly token: Uint8Array
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  /** Milliseconds since the Unix epoch; null: it ends with the app, and is kept nowhere. */
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
}

/** A grant without its token. */
export type GrantDescription = Omit<Grant, 'token'>

/** Grants and blocked origins. Reads throw while the vault is locked. */
export interface GrantStore {
  /** @param origin whose page asks: a store whose grants hold for every origin answers with that one. */
  find(id: string, origin: string): Grant | undefined
  /** As `find`, without the token: a page that has proved its grant proves it once. */
  describe(id: string, origin: string): GrantDescription | undefined
  /** Settles when the grant is on the disk, unless it ends with the app. */
  add(grant: Grant): Promise<void>
  /** Notes a use; written when convenient. */
  touch(id: string, at: number): void
  isBlocked(origin: string): boolean
  block(origin: string, at: number): Promise<void>
}

/** Shows the pairing dialog. */
export interface PairingPrompt {
  /** Settles when the user answers; rejects with `signal.reason` when that comes first. */
  ask(question: Omit<PairingRequest, 'id' | 'askedAt'>, signal: AbortSignal): Promise<PairingAnswer>
}

/** The WebAuthn client, as the bridge uses it. Options are raw: the client parses them. */
export interface Ceremonies {
  /** @throws {WebAuthnError} as WebAuthn §5.1.3 has it. */
  create(request: CeremonyRequest): Promise<RegistrationResponseJson>
  /** @throws {WebAuthnError} as WebAuthn §5.1.4 has it. */
  get(request: CeremonyRequest): Promise<AuthenticationResponseJson>
  /**
   * Settles when the options are checked, and never tells whether anything matched.
   *
   * @param timing `never` for a page that holds no grant: its signal is checked alike, and has no effect.
   * @throws {WebAuthnError} `TypeError` or `SecurityError`, WebAuthn §5.1.10.
   */
  signal(
    requester: Requester,
    kind: SignalKind,
    options: unknown,
    timing: SignalTiming,
  ): Promise<void>
}

export interface CeremonyRequest {
  readonly requester: Requester
  readonly options: unknown
  readonly mediation: string | undefined
  /** Aborted when the page aborts, its socket closes or its grant ends. */
  readonly signal: AbortSignal
}

/** What the rest of the app tells the bridge. */
export interface VaultDoor {
  isOpen(): boolean
  /** Returns the function that stops listening. */
  onChange(listener: () => void): () => void
}

/** The two ends of a connection over loopback, as the listener sees them. */
export interface Connection {
  readonly peerAddress: string
  readonly peerPort: number
  readonly ownPort: number
}

/** Whose process is at the other end of a connection. */
export interface PeerOwner {
  /** A numeric user id; undefined where the system does not say. */
  uidOf(connection: Connection): Promise<number | undefined>
}

export interface BridgePorts {
  readonly grants: GrantStore
  readonly pairing: PairingPrompt
  readonly ceremonies: Ceremonies
  readonly vault: VaultDoor
  readonly clock: Clock
  readonly random: Randomness
  readonly peers: PeerOwner
  /** True while a script or the origin itself answers its questions: then no dialog is shown. */
  answersByItself(origin: string): boolean
  /** What went wrong on our side, for the log. */
  readonly fault: (what: string, error: unknown) => void
  /** The record that the user sees; pages never learn a reason. */
  readonly report: (report: ActivityReport) => void
}
