/**
 * What the client needs of the world, and who speaks to it.
 */
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

/** The document that asks, as its browser states it. */
export interface Requester {
  /** Serialised, never opaque: the bridge has refused those. */
  readonly origin: string
  /** Not same-origin with all its ancestors. */
  readonly crossOrigin: boolean
  /** Only where `crossOrigin` is true, as the page itself says. */
  readonly topOrigin: string | null
}

/** What a `get()` says with `uiMode`. */
export interface AskedUi {
  readonly mode: 'immediate' | 'unknown'
  /** Whether the document has transient activation. */
  readonly isActivated: boolean
}

/** A signal whose options are well formed and whose RP ID is the page's to speak for (WebAuthn §5.1.10.2–4). */
export type ReceivedSignal = {
  readonly requester: Requester
  readonly rpId: string
  /** The id that the signal's entry will have; absent: a new one. */
  readonly entryId?: string
} & (
  | { readonly kind: 'unknownCredential'; readonly credentialId: Uint8Array }
  | {
      readonly kind: 'allAcceptedCredentials'
      /** `userId`, of any length: a user handle of another length belongs to no passkey. */
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

/** Acts on signals (WebAuthn §5.1.10). */
export interface SignalReceiver {
  /**
   * Takes a signal before its page has the answer, and acts on the signal after that. Signals are acted on one at a
   * time, in the order of these calls.
   */
  receive(signal: ReceivedSignal): Promise<void>
  /**
   * Resolves once the signals that were received from this origin have been acted on; undefined when that is so already.
   * Does not wait for a signal that waits for a locked vault.
   */
  applied(origin: string): Promise<void> | undefined
}

/**
 * When a well-formed signal is acted on: `now`, `later` when it waits to be sent again, `never` when the page may not
 * signal. The answer is the same in all three cases. For a page that may never signal, no related origins are fetched.
 */
export type SignalTiming = 'now' | 'later' | 'never'

/** A response over https, whatever it says; or why there is none, for the record. */
export type WellKnownAnswer =
  | {
      readonly ok: true
      readonly status: number
      /** The header's value; empty when there is none. */
      readonly contentType: string
      readonly body: string
    }
  | { readonly ok: false; readonly reason: string }

/** The documents in which relying parties name their related origins (WebAuthn §5.11). */
export interface RelatedOriginsSource {
  /**
   * Fetches `https://{domain}/.well-known/webauthn` without credentials or referrer, over https alone, within
   * limits of time and size. Settles soon after `signal` is aborted. Never rejects.
   *
   * @param domain in its canonical form.
   * @param callerOrigin the page that needs the document.
   */
  fetch(domain: string, callerOrigin: string, signal: AbortSignal): Promise<WellKnownAnswer>
}

/** One of the authenticators that ask, with the accounts of its own. */
export interface AskingAuthenticator {
  readonly id: string | null
  /** Newest first. */
  readonly accounts: readonly Account[]
}

interface AskedByAuthenticators {
  /** Reads which authenticators ask at this moment, for a user who chooses one of them. */
  readonly authenticatorsNow?: () => readonly AskingAuthenticator[]
}

interface AskedInCeremony {
  /** Reads what the lint has found in the page's call. */
  readonly findings?: () => readonly LintFinding[]
}

/** A question with all that is known of who asks. */
export type ClientQuestion = ConsentQuestion &
  Pick<AuthenticatorQuestion, 'accountsNow'> &
  AskedByAuthenticators &
  AskedInCeremony

/** Asks the user, or a script that answers for the user. */
export interface ClientConsent {
  /** Settles when the user answers, or rejects with `signal.reason` when that comes first. */
  ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer>
}

/** The question of a ceremony, before the client adds the page. */
export type CeremonyQuestion = AuthenticatorQuestion &
  Pick<ConsentQuestion, 'hints'> &
  AskedByAuthenticators

/** Asks on behalf of the page of one ceremony. */
export interface CeremonyConsent {
  /** As {@link ClientConsent.ask}. */
  ask(question: CeremonyQuestion, signal: AbortSignal): Promise<GivenAnswer>
}

/** One of the available authenticators: what it is, its passkeys and who vouches for it. */
export interface AuthenticatorAccess extends Pick<
  AuthenticatorPorts,
  'store' | 'signingKeys' | 'authority'
> {
  /** The same in every `list()`; null: the platform authenticator. */
  readonly id: string | null
  /** A new object once the description has changed. */
  readonly authenticator: AuthenticatorDescription
  /** Whether its user agrees to anything at all (WebAuthn §11.2). */
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
  /** The authenticators as a page meets them, where pages differ. */
  forPage?(origin: string): AvailableAuthenticators
  /**
   * Higher for a passkey that was made later, on whichever authenticator and whatever a clock says. Absent where there
   * is one authenticator alone.
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
  /** Whether the page gave an AbortSignal; undefined: not known. */
  readonly hasSignal: boolean | undefined
  /** PublicKeyCredentialCreationOptionsJSON or …RequestOptionsJSON, as the page gave them: not parsed. */
  readonly options: unknown
}

/** What the page got, and from whom. */
export interface CeremonyEnd {
  /** null when the page got an error. */
  readonly response: CredentialJson | null
  /**
   * The id of the provider profile that answered, or that was there to answer; null where a test driver described the
   * authenticator, and where there was none.
   */
  readonly profile: string | null
}

/** One signal of a page that may signal. */
export interface GivenSignal {
  /** The id that the signal's entry will have. */
  readonly id: string
  readonly kind: SignalKind
  /** The page's origin. */
  readonly origin: string
  /** As the page gave them: not parsed. */
  readonly options: unknown
}

/** Observes every ceremony and signal. Must not throw. */
export interface CeremonyObserver {
  /** Before its first step. */
  started(ceremony: Ceremony): void
  /** The user is asked. Called again when the question changes, as when authenticators come and go. */
  waits(ceremony: Ceremony, question: ClientQuestion): void
  /** A fault holds the finished answer back for so many milliseconds from now on. */
  heldBack(ceremony: Ceremony, fault: FaultId, delayMs: number): void
  /** @param report as the record has it; null for an offer that the page withdrew. */
  finished(ceremony: Ceremony, report: ActivityReport | null, end: CeremonyEnd): void
  /** A page signals. Before the signal is checked, and before it changes anything. */
  signalled(signal: GivenSignal): void
  /** @param error the name of the error that the page gets; null: the signal was well formed. */
  signalChecked(signal: GivenSignal, error: string | null): void
}

export interface ClientPorts extends Pick<AuthenticatorPorts, 'algorithms' | 'random' | 'now'> {
  readonly authenticators: AvailableAuthenticators
  readonly newId: NewId
  readonly consent: ClientConsent
  readonly signals: SignalReceiver
  readonly relatedOrigins: RelatedOriginsSource
  /** Calls back once after `ms` on a clock that never jumps; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Maps the page's requested timeout to the one used, in ms. Defaults to `clampTimeout`. */
  readonly timeoutOf?: (requestedMs: number | undefined) => number
  /** Whether `transports` in `allowCredentials` are passed over, and not honoured as in Chromium; not by default. */
  readonly ignoresTransports?: () => boolean
  /**
   * Whether a ceremony that no authenticator fits waits until its time is over, as in browsers. By default it ends at once
   * with NotAllowedError.
   */
  readonly waitsForFitting?: () => boolean
  /** What `get()` does with `uiMode: "immediate"`. By default it ignores the member. */
  readonly immediateGet?: () => ImmediateGet
  /** Default: a sign-in of the last five minutes allows one passkey. */
  readonly recentSignIns?: SignIns
  /** The faults that the next answers will have; by default every answer is the genuine one. */
  readonly faults?: FaultSource
  /** Logs an error on our side. Never throws. */
  readonly fault: (what: string, error: unknown) => void
  /**
   * Adds to the record that the user sees; pages never learn a reason. Never throws.
   *
   * @param trace of a ceremony; called after the answer is on its way to the page.
   */
  readonly report: (report: ActivityReport, trace?: () => CeremonyTrace) => void
  readonly observer?: CeremonyObserver
  /** What the lint has found in the call of a ceremony, by the ceremony's id; by default, nothing is linted. */
  readonly findings?: (ceremonyId: string) => readonly LintFinding[]
  /** Milliseconds on a clock that never jumps, for the times of steps; by default `now`. */
  readonly monotonic?: () => number
}

/** Decides whether a passkey may be made without asking (WebAuthn §5.1.3 step 19). */
export interface SignIns {
  /** The user has signed in to this origin with a passkey. */
  note(origin: string, answeredBy: Answerer | null): void
  /** Why no passkey may be made without asking, for the record; null where one may. */
  refusal(origin: string): string | null
  /** Uses the sign-in up: it vouches for one passkey. Returns the function that restores the sign-in. */
  use(origin: string): () => void
}

/** Says which `get()` ends at once where no passkey is at hand. */
export interface ImmediateRequests {
  /**
   * Whether a request is immediate. A client that does not support immediate requests ignores the member.
   *
   * @param listed how many credentials the page allows.
   * @throws {WebAuthnError} `TypeError` for an unknown mode; `NotSupportedError` with conditional mediation;
   *   `NotAllowedError` without a user gesture, or with a list of credentials.
   */
  asks(ui: AskedUi | undefined, conditional: boolean, listed: number): boolean
  /**
   * Counts an immediate request of the page's site.
   *
   * @throws {WebAuthnError} `NotAllowedError`.
   */
  admit(requester: Requester): void
}

/** What the steps of one ceremony need. */
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
