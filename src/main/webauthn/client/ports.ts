/** The ports of the client, and its callers. */
import type { ActivityReport, SignalKind } from '../../../shared/activity'
import type { ImmediateGet } from '../../../shared/authenticator-settings'
import type { CeremonyTrace } from '../../../shared/ceremony-detail'
import type { Account, ConsentQuestion } from '../../../shared/consent'
import type { FaultId } from '../../../shared/fault'
import type { LintFinding } from '../../../shared/lint-finding'
import type { CredentialJson } from '../../../shared/webauthn-json'
import type { NewId } from '../../platform/ports'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { FaultSource } from '../faults/ports'
import type {
  Answerer,
  AuthenticatorPorts,
  AuthenticatorQuestion,
  GivenAnswer,
} from '../authenticator/ports'
import type { StepNotes } from './ceremony-trail'

/** The calling document, as its browser describes it. */
export interface Requester {
  /** Serialised, and never opaque, because the bridge refuses opaque origins. */
  readonly origin: string
  /** Not same-origin with all its ancestors. */
  readonly crossOrigin: boolean
  /** Only if `crossOrigin` is true. The page itself states it. */
  readonly topOrigin: string | null
}

/** What a `get()` states with `uiMode`. */
export interface AskedUi {
  readonly mode: 'immediate' | 'unknown'
  /** Whether the document has transient activation. */
  readonly isActivated: boolean
}

/** A signal with well-formed options and an RP ID that the page may use (WebAuthn §5.1.10.2–4). */
export type ReceivedSignal = {
  readonly requester: Requester
  readonly rpId: string
  /** The id of the signal's future entry; absent for a new one. */
  readonly entryId?: string
} & (
  | { readonly kind: 'unknownCredential'; readonly credentialId: Uint8Array }
  | {
      readonly kind: 'allAcceptedCredentials'
      /** `userId`, of any length. A user handle of an invalid length matches no passkey. */
      readonly userHandle: Uint8Array
      readonly allAcceptedCredentialIds: readonly Uint8Array[]
    }
  | {
      readonly kind: 'currentUserDetails'
      readonly userHandle: Uint8Array
      readonly name: string
      readonly displayName: string
    }
)

/** Applies signals (WebAuthn §5.1.10). */
export interface SignalReceiver {
  /**
   * Accepts a signal before its page has the answer, and applies it afterwards. Signals are applied one at a time, in the order
   * of these calls.
   */
  receive(signal: ReceivedSignal): Promise<void>
  /**
   * Resolves once the signals received from this origin have been applied; undefined when there are none to apply. Does not
   * wait for a signal that waits for a locked vault.
   */
  applied(origin: string): Promise<void> | undefined
}

/**
 * When to apply a well-formed signal: `now`, `later` when the signal will be sent again, `never` when the page may not signal.
 * The answer is the same in all three cases. For a page that may never signal, related origins are not fetched.
 */
export type SignalTiming = 'now' | 'later' | 'never'

/** A response over https with any status, or why there is none, for the record. */
export type WellKnownAnswer =
  | {
      readonly ok: true
      readonly status: number
      /** The header's value; empty when it is missing. */
      readonly contentType: string
      readonly body: string
    }
  | { readonly ok: false; readonly reason: string }

/** The documents in which relying parties name their related origins (WebAuthn §5.11). */
export interface RelatedOriginsSource {
  /**
   * Fetches `https://{domain}/.well-known/webauthn` without credentials or referrer, only over https,
   * within limits of time and size. Settles soon after `signal` aborts. Never rejects.
   *
   * @param domain in its canonical form.
   * @param callerOrigin the page that needs the document.
   */
  fetch(domain: string, callerOrigin: string, signal: AbortSignal): Promise<WellKnownAnswer>
}

/** One of the asking authenticators, with its own accounts. */
export interface AskingAuthenticator {
  readonly id: string | null
  /** Newest first. */
  readonly accounts: readonly Account[]
}

interface AskedByAuthenticators {
  /** Reads which authenticators ask at this moment, so that a user can choose one. */
  readonly authenticatorsNow?: () => readonly AskingAuthenticator[]
}

interface AskedInCeremony {
  /** Reads the lint's findings in the page's call. */
  readonly findings?: () => readonly LintFinding[]
}

/** A question with everything that is known about its origin. */
export type ClientQuestion = ConsentQuestion &
  Pick<AuthenticatorQuestion, 'accountsNow'> &
  AskedByAuthenticators &
  AskedInCeremony

/** Asks the user, or a script that answers for the user. */
export interface ClientConsent {
  /** Resolves when the user answers. Rejects with `signal.reason` when the signal aborts first. */
  ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer>
}

/** The question of a ceremony, before the client adds the page. */
export type CeremonyQuestion = AuthenticatorQuestion &
  Pick<ConsentQuestion, 'hints'> &
  AskedByAuthenticators

/** Asks the user on behalf of the page of one ceremony. */
export interface CeremonyConsent {
  /** As {@link ClientConsent.ask}. */
  ask(question: CeremonyQuestion, signal: AbortSignal): Promise<GivenAnswer>
}

/** One of the available authenticators: its description, its passkeys and its attestation authority. */
export interface AuthenticatorAccess extends Pick<
  AuthenticatorPorts,
  'store' | 'signingKeys' | 'authority'
> {
  /** The same in every `list()`; null for the platform authenticator. */
  readonly id: string | null
  /** A new object after each change of the description. */
  readonly authenticator: AuthenticatorDescription
  /** Whether its user consents to anything at all (WebAuthn §11.2). */
  readonly isUserConsenting: () => boolean
}

/** The authenticators that are available on this client device (WebAuthn §5.1.3 step 22, §5.1.4.1). */
export interface AvailableAuthenticators {
  /** In the order in which they became available. */
  list(): readonly AuthenticatorAccess[]
  /**
   * Calls back when an authenticator becomes available or unavailable, or changes its description.
   * Returns the function that stops listening.
   */
  onChange(listener: () => void): () => void
  /** The authenticators for one page, if pages differ. */
  forPage?(origin: string): AvailableAuthenticators
  /**
   * Higher for a passkey that was made later, on any authenticator and independent of clocks. Absent when there is only one
   * authenticator.
   */
  orderOf?(credentialId: Uint8Array): number
}

/** One `create()` or `get()` of a page. */
export interface Ceremony {
  readonly id: string
  readonly kind: 'create' | 'get'
  /** The page's origin. */
  readonly origin: string
  readonly mediation: string | undefined
  /** Whether the page gave an AbortSignal; undefined when unknown. */
  readonly hasSignal: boolean | undefined
  /** PublicKeyCredentialCreationOptionsJSON or …RequestOptionsJSON from the page, not parsed. */
  readonly options: unknown
}

/** What the page received, and who answered. */
export interface CeremonyEnd {
  /** null when the page got an error. */
  readonly response: CredentialJson | null
  /**
   * The id of the provider profile that answered, or that was available. null when a test driver described the authenticator,
   * or when there was no authenticator.
   */
  readonly profile: string | null
}

/** A signal of a page that may signal. */
export interface GivenSignal {
  /** The id of the signal's future entry. */
  readonly id: string
  readonly kind: SignalKind
  /** The page's origin. */
  readonly origin: string
  /** The options from the page, not parsed. */
  readonly options: unknown
}

/** Observes every ceremony and signal. Must not throw. */
export interface CeremonyObserver {
  /** Called before the first step. The page's earlier signals may not be applied yet. */
  started(ceremony: Ceremony): void
  /**
   * Called once for each ceremony, when the page's earlier signals are applied, and before the ceremony reads a passkey. Also
   * called when the ceremony ends before that.
   */
  begun(ceremony: Ceremony): void
  /** Called when the user is asked, and again when the question changes, for example because authenticators come and go. */
  waits(ceremony: Ceremony, question: ClientQuestion): void
  /** Called when a fault starts to delay the finished answer by this many milliseconds. */
  heldBack(ceremony: Ceremony, fault: FaultId, delayMs: number): void
  /** @param report the record's entry; null for an offer that the page cancelled. */
  finished(ceremony: Ceremony, report: ActivityReport | null, end: CeremonyEnd): void
  /** A page signals. Before the signal is checked, and before it changes anything. */
  signalled(signal: GivenSignal): void
  /** Called before the signal is checked, and before it changes any passkey. */
  signalChecked(signal: GivenSignal, error: string | null): void
}

export interface ClientPorts extends Pick<AuthenticatorPorts, 'algorithms' | 'random' | 'now'> {
  readonly authenticators: AvailableAuthenticators
  readonly newId: NewId
  readonly consent: ClientConsent
  readonly signals: SignalReceiver
  readonly relatedOrigins: RelatedOriginsSource
  /** Calls back once after `ms` on a monotonic clock. Returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Maps the page's requested timeout to the one used, in ms. Defaults to `clampTimeout`. */
  readonly timeoutOf?: (requestedMs: number | undefined) => number
  /** Whether to ignore `transports` in `allowCredentials` instead of handling them as Chromium does; false by default. */
  readonly ignoresTransports?: () => boolean
  /**
   * Whether a ceremony that no authenticator fits waits until its lifetime is over, as in browsers. By default it ends at once
   * with NotAllowedError.
   */
  readonly waitsForFitting?: () => boolean
  /** What `get()` does with `uiMode: "immediate"`. By default it ignores the member. */
  readonly immediateGet?: () => ImmediateGet
  /** Default: a sign-in of the last five minutes allows one passkey. */
  readonly recentSignIns?: SignIns
  /** The armed faults for the next answers. By default every answer is genuine. */
  readonly faults?: FaultSource
  /** Logs an internal error. Never throws. */
  readonly fault: (what: string, error: unknown) => void
  /**
   * Adds to the record that the user sees. Pages never learn a reason. Never throws.
   *
   * @param trace of a ceremony. Called after the answer was sent to the page.
   */
  readonly report: (report: ActivityReport, trace?: () => CeremonyTrace) => void
  readonly observer?: CeremonyObserver
  /** The lint's findings in the call of a ceremony, by the ceremony's id. By default, there are none. */
  readonly findings?: (ceremonyId: string) => readonly LintFinding[]
  /** Milliseconds on a monotonic clock, for the times of steps; by default `now`. */
  readonly monotonic?: () => number
}

/** Decides whether a passkey may be made without asking (WebAuthn §5.1.3 step 19). */
export interface SignIns {
  /** Records that the user signed in to this origin with a passkey. */
  note(origin: string, answeredBy: Answerer | null): void
  /** Why no passkey may be made without asking, for the record; null when it may. */
  refusal(origin: string): string | null
  /** Uses up the sign-in, which permits one passkey. Returns the function that restores it. */
  use(origin: string): () => void
}

/** Decides which `get()` ends at once when no passkey is available. */
export interface ImmediateRequests {
  /**
   * Whether a request is immediate. A client without support for immediate requests ignores the member.
   *
   * @param listed the number of credentials that the page allows.
   * @throws {WebAuthnError} `TypeError` for an unknown mode; `NotSupportedError` with conditional mediation; `NotAllowedError`
   *   without a user gesture, or with a list of credentials.
   */
  asks(ui: AskedUi | undefined, conditional: boolean, listed: number): boolean
  /**
   * Counts an immediate request of the page's site.
   *
   * @throws {WebAuthnError} `NotAllowedError`.
   */
  admit(requester: Requester): void
}

/** The ports of the steps of one ceremony. */
export interface CeremonyPorts
  extends
    Pick<
      ClientPorts,
      'authenticators' | 'algorithms' | 'random' | 'now' | 'relatedOrigins' | 'after'
    >,
    Required<Pick<ClientPorts, 'timeoutOf' | 'ignoresTransports' | 'waitsForFitting'>> {
  readonly consent: CeremonyConsent
  readonly steps: StepNotes
  readonly signIns: Pick<SignIns, 'refusal' | 'use'>
  readonly immediateGets: ImmediateRequests
}
