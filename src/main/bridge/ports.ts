/** The ports of the bridge. `start/latchkey.ts` connects them. */
import type { ActivityReport, SignalKind } from '../../shared/activity'
import type { AuthenticatorCapabilities } from '../../shared/bridge-messages'
import type { PairingAgainRequest, PairingAnswer, PairingRequest } from '../../shared/pairing'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../shared/webauthn-json'
import type { AskedUi, SignalTiming, Requester } from '../webauthn/client/ports'
import type { Clock, Randomness } from '../platform/ports'

/** Allows pages of one exact origin to ask for ceremonies. */
export interface Grant {
  /** 12 random bytes, base64url. */
  readonly id: string
  readonly origin: string
  /** The page's own name for itself at the time of pairing. */
  readonly name: string
  /** 32 random bytes. The token crosses the wire once; later both sides prove that they know it. */
  readonly token: Uint8Array
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  /** Milliseconds since the Unix epoch; null for a grant that ends with the app and is not stored. */
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
}

/** A grant without its token. */
export type GrantDescription = Omit<Grant, 'token'>

/** Grants and blocked origins. Reads throw while the vault is locked. */
export interface GrantStore {
  /** @param origin of the asking page. A store whose grants are valid for all origins returns this origin. */
  find(id: string, origin: string): Grant | undefined
  /** Like `find`, without the token, which is needed only for the proof at the start of a connection. */
  describe(id: string, origin: string): GrantDescription | undefined
  /** The valid grants of one origin. */
  ofOrigin(origin: string): readonly GrantDescription[]
  /** Resolves once the grant is on disk. A grant that ends with the app is not written. */
  add(grant: Grant): Promise<void>
  /** Revokes a grant whose page does not know it. */
  remove(id: string): Promise<void>
  /** Records a use. The store may delay writing it. */
  touch(id: string, at: number): void
  isBlocked(origin: string): boolean
  block(origin: string, at: number): Promise<void>
}

export type PairingQuestion = Omit<PairingRequest, 'id' | 'askedAt'>
export type PairingAgainQuestion = Omit<PairingAgainRequest, 'id' | 'askedAt'>

/** Shows the pairing dialog. */
export interface PairingPrompt {
  /**
   * Resolves with the user's answer; rejects with `signal.reason` when `signal` aborts first.
   *
   * @param manner `call`, the default, brings the window to the user. `quiet` waits until the user looks at the window.
   */
  ask(
    question: PairingQuestion,
    signal: AbortSignal,
    manner?: 'call' | 'quiet',
  ): Promise<PairingAnswer>
  /** Like {@link ask}, for a page that has lost its grant. Resolves with true if the user allows the page again. */
  askAgain(
    question: PairingAgainQuestion,
    signal: AbortSignal,
    manner?: 'call' | 'quiet',
  ): Promise<boolean>
}

/** The WebAuthn client. It parses the raw options that the bridge passes on. */
export interface Ceremonies {
  /** @throws {WebAuthnError} of WebAuthn §5.1.3. */
  create(request: CeremonyRequest): Promise<RegistrationResponseJson>
  /** @throws {WebAuthnError} of WebAuthn §5.1.4. */
  get(request: CeremonyRequest): Promise<AuthenticationResponseJson>
  /** What the currently available authenticators can do for a page. */
  capabilities(origin: string): AuthenticatorCapabilities
  /**
   * Resolves once the options are checked. The result never shows whether a passkey matched.
   *
   * @param timing `never` for a page without a grant: its signal is checked in the same way, but has no effect.
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
  /** The member `uiMode` of a `get()`. */
  readonly ui: AskedUi | undefined
  /** Whether the page gave an AbortSignal; undefined when the page's script does not say. */
  readonly hasSignal: boolean | undefined
  /** Aborts when the page aborts, its socket closes or its grant ends. */
  readonly signal: AbortSignal
  /**
   * Resolves once everything that the page has sent so far has been read, and its grant was checked again. After that, `signal`
   * is up to date.
   */
  readonly caughtUp: () => Promise<void>
}

/** Whether the vault is unlocked. */
export interface VaultDoor {
  isOpen(): boolean
  /** Returns the function that stops listening. */
  onChange(listener: () => void): () => void
}

/** The two ends of a loopback connection, from the listener's side. */
export interface Connection {
  readonly peerAddress: string
  readonly peerPort: number
  readonly ownPort: number
}

/** Finds the user who runs the process at the other end of a connection. */
export interface PeerOwner {
  /** A numeric user id; undefined if the system does not tell. */
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
  /** Whether a script or the origin's setting answers the origin's questions, so that no dialog opens. */
  answersByItself(origin: string): boolean
  /** Logs an internal error. */
  readonly fault: (what: string, error: unknown) => void
  /** Adds an entry to the record that the user sees. Pages never learn a reason. */
  readonly report: (report: ActivityReport) => void
}
