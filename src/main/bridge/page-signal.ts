/** A signal as a page sent it, and the record's entry for a signal without effect. */
import type { ActivityReport, SignalKind } from '../../shared/activity'
import { claimedRpId } from '../webauthn/client/claimed-rp-id'
import type { Requester } from '../webauthn/client/ports'
import type { WebAuthnError } from '../webauthn/errors'

export interface PageSignal {
  readonly requester: Requester
  readonly kind: SignalKind
  readonly options: unknown
}

/** The entry for a well-formed signal that had no effect. */
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

/** The entry for a malformed signal that would have had no effect in any case. The page got an error. */
export function malformedSignal(
  signal: PageSignal,
  { name, message }: WebAuthnError,
): ActivityReport {
  return { ...unheardSignal(signal, message), error: name }
}
