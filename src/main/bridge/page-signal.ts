/** A signal as a page sent it, and what the record says of one that is not heard. */
import type { ActivityReport, SignalKind } from '../../shared/activity'
import { claimedRpId } from '../webauthn/client/claimed-rp-id'
import type { Requester } from '../webauthn/client/ports'
import type { WebAuthnError } from '../webauthn/errors'

export interface PageSignal {
  readonly requester: Requester
  readonly kind: SignalKind
  readonly options: unknown
}

/** It was well formed, and had no effect. */
export function unheardSignal(
  { requester: { origin }, kind, options }: PageSignal,
  why: string,
): ActivityReport {
  return {
    kind: 'signal',
    signal: kind,
    origin,
    rpId: claimedRpId(options),
    outcome: 'refused',
    reason: `a signal had no effect: ${why}`,
  }
}

/** It would not have been heard anyway, and the page got an error. */
export function malformedSignal(
  signal: PageSignal,
  { name, message }: WebAuthnError,
): ActivityReport {
  return { ...unheardSignal(signal, message), error: name }
}
