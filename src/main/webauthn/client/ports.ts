/**
 * What the client needs of the world besides the authenticator, and who speaks to it.
 */
import type { ActivityReport, SignalKind } from '../../../shared/activity'
import type { ConsentQuestion } from '../../../shared/consent'
import type { SignalOptionsJson } from '../../../shared/webauthn-json'
import type { AuthenticatorDescription } from '../authenticator/description'
import type { AuthenticatorPorts, AuthenticatorQuestion, GivenAnswer } from '../authenticator/ports'

/** The document that asks, as its browser states it. */
export interface Requester {
  /** Serialised, never opaque: the bridge has refused those. */
  readonly origin: string
  /** Not same-origin with all its ancestors. */
  readonly crossOrigin: boolean
  /** Only where `crossOrigin` is true, as the page itself says. */
  readonly topOrigin: string | null
}

/** A signal whose options are well formed and whose RP ID is the page's to speak for. */
export type ReceivedSignal = {
  readonly [K in SignalKind]: {
    readonly kind: K
    readonly requester: Requester
    readonly options: SignalOptionsJson[K]
  }
}[SignalKind]

/** Acts on a signal, after the page has had its answer (WebAuthn §5.1.10). */
export interface SignalReceiver {
  receive(signal: ReceivedSignal): Promise<void>
}

/**
 * What becomes of a well-formed signal: `now`, `later` when it waits to be sent again, `never` when the page
 * may not signal. It is answered alike in all three; only for a page that may never signal nothing is fetched.
 */
export type Hearing = 'now' | 'later' | 'never'

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
   * @param callerOrigin the page for which it is asked.
   */
  fetch(domain: string, callerOrigin: string, signal: AbortSignal): Promise<WellKnownAnswer>
}

/** A question with all that is known of who asks. */
export type ClientQuestion = ConsentQuestion & Pick<AuthenticatorQuestion, 'accountsNow'>

/** Puts a question to the user, or to whoever answers for the user. */
export interface ClientConsent {
  /** Settles when the user answers, or rejects with `signal.reason` when that comes first. */
  ask(question: ClientQuestion, signal: AbortSignal): Promise<GivenAnswer>
}

/** Asks on behalf of one page; what that page gave as hints comes with the question. */
export interface CeremonyConsent {
  ask(
    question: AuthenticatorQuestion & Pick<ConsentQuestion, 'hints'>,
    signal: AbortSignal,
  ): Promise<GivenAnswer>
}

/** One of the authenticators in reach: what it is, its passkeys and who vouches for it. */
export interface AuthenticatorAccess extends Pick<
  AuthenticatorPorts,
  'store' | 'signingKeys' | 'authority'
> {
  readonly authenticator: AuthenticatorDescription
  readonly isUserConsenting: () => boolean
}

export interface ClientPorts extends Omit<AuthenticatorPorts, 'consent'> {
  readonly authenticator: AuthenticatorDescription
  /** Those that answer in the place of `authenticator`; absent: there is only that one. */
  readonly authenticators?: () => readonly AuthenticatorAccess[]
  readonly consent: ClientConsent
  readonly signals: SignalReceiver
  readonly relatedOrigins: RelatedOriginsSource
  /** Calls back once after `ms` on a clock that never jumps; returns the function that cancels it. */
  readonly after: (ms: number, callback: () => void) => () => void
  /** Milliseconds that a ceremony may take, of those that the page wished; `clampTimeout` where it is absent. */
  readonly timeoutOf?: (wishedMs: number | undefined) => number
  /** What went wrong on our side, for the log. Never throws. */
  readonly fault: (what: string, error: unknown) => void
  /** The record that the user sees; pages never learn a reason. Never throws. */
  readonly report: (report: ActivityReport) => void
}

/** A ceremony's ports: consent speaks for one page by now. */
export interface CeremonyPorts extends Omit<ClientPorts, 'consent'> {
  readonly consent: CeremonyConsent
  /** Whether the user has signed in at this origin so lately that a passkey may be made without asking. */
  signedInLately(origin: string): boolean
  /** Uses that sign-in up: it vouches for one passkey. Returns what brings it back. */
  useSignIn(origin: string): () => void
}
