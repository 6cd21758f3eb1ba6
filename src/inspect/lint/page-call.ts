/** The input of the lint: the calls of a page, as the page made them. */
import type { SignalKind } from '../../shared/activity'

/** The result of a call. `unknown`: the record does not say. */
export type Outcome = 'pending' | 'done' | 'refused' | 'unknown'

interface CallFields {
  /** The page's origin, as its browser states it; null when unknown. Rules do not judge a host that is not known. */
  readonly origin: string | null
  /** When the page called, in milliseconds since the Unix epoch; null when unknown. */
  readonly at: number | null
  readonly outcome: Outcome
  /** The name of the page's error; null when there was none, or it is unknown. */
  readonly error: string | null
}

/** The credential that the page got from a ceremony. */
export interface GivenCredential {
  /** base64url. */
  readonly id: string
  /** base64url; null in a registration, and when the response had none. */
  readonly userHandle: string | null
  /** The transports in the registration; null for a sign-in, or when unknown. */
  readonly transports: readonly string[] | null
}

/** One `navigator.credentials.create()` or `get()`. */
export interface CeremonyCall extends CallFields {
  readonly kind: 'create' | 'get'
  /** null when the page gave none. */
  readonly mediation: string | null
  /** Whether the page gave an AbortSignal; null when unknown. */
  readonly hasSignal: boolean | null
  /** The member `publicKey` in JSON form as the page gave it, not parsed. */
  readonly options: unknown
  /** null until the ceremony has succeeded. */
  readonly credential: GivenCredential | null
}

/** One `PublicKeyCredential.signal…()`. */
export interface SignalCall extends CallFields {
  readonly kind: 'signal'
  readonly signal: SignalKind
  /** The method's argument as the page gave it, not parsed. */
  readonly options: unknown
}

export type PageCall = CeremonyCall | SignalCall
