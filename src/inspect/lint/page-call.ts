/** What the lint is told: the calls of a page, as the page made them. */
import type { SignalKind } from '../../shared/activity'

/** How a call went. `unknown`: a record that does not say. */
export type Outcome = 'pending' | 'done' | 'refused' | 'unknown'

interface CallFields {
  /** The page's origin, as its browser states it. */
  readonly origin: string
  /** When the page called, in milliseconds since the Unix epoch; null: not known. */
  readonly at: number | null
  readonly outcome: Outcome
  /** The name of the error that the page got; null: none, or not known. */
  readonly error: string | null
}

/** The credential that a ceremony gave the page. */
export interface GivenCredential {
  /** base64url. */
  readonly id: string
  /** base64url; null in a registration, and where the response had none. */
  readonly userHandle: string | null
  /** What the registration said of its transports; null: it was no registration, or this is not known. */
  readonly transports: readonly string[] | null
}

/** One `navigator.credentials.create()` or `get()`. */
export interface CeremonyCall extends CallFields {
  readonly kind: 'create' | 'get'
  /** null: the page gave none. */
  readonly mediation: string | null
  /** Whether the page gave an AbortSignal; null: not known. */
  readonly hasSignal: boolean | null
  /** The member `publicKey` in its JSON form, as the page gave it: not parsed. */
  readonly options: unknown
  /** null until the ceremony has succeeded. */
  readonly credential: GivenCredential | null
}

/** One `PublicKeyCredential.signal…()`. */
export interface SignalCall extends CallFields {
  readonly kind: 'signal'
  readonly signal: SignalKind
  /** The method's argument, as the page gave it: not parsed. */
  readonly options: unknown
}

export type PageCall = CeremonyCall | SignalCall
