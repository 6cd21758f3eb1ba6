/**
 * What the client needs of the world besides the authenticator, and who speaks to it.
 */
import type { SignalKind } from '../../../shared/activity'
import type { SignalOptionsJson } from '../../../shared/webauthn-json'

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
