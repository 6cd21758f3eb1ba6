/** Why a passkey was not offered in a recorded ceremony: judges the current passkey by the recorded request. */
import { decodeBase64Url } from '../../shared/base64url'
import type { OfferJudgement, OfferOutcome } from '../../shared/offer-condition'
import type { Passkey } from '../webauthn/authenticator/ports'
import { judgeOffer } from '../webauthn/client/judge-offer'
import { recordedRequest, type OfferParts } from './recorded-request'

/**
 * @returns `not-kept` also for an entry that is not a sign-in.
 * @throws when there is no such passkey, not even in the trash.
 */
export function whyNotOffered(
  parts: OfferParts,
  entryId: string,
  passkeyId: string,
): OfferJudgement {
  const { passkey, kept } = findPasskey(parts, decodeBase64Url(passkeyId))
  const recorded = recordedRequest(parts, entryId, 'get')
  if (typeof recorded === 'string') return recorded
  const { request, authenticator } = recorded
  const access = { authenticator, store: parts.passkeys }
  const judged = judgeOffer(request, passkey, access, parts.ignoresTransports())
  return judged ? { ...judged, outcomes: [kept, ...judged.outcomes] } : 'failed-before'
}

/** @throws when it is neither in the vault nor in the trash. */
function findPasskey(
  { passkeys }: OfferParts,
  credentialId: Uint8Array,
): { readonly passkey: Passkey; readonly kept: OfferOutcome } {
  const condition = 'kept'
  const passkey = passkeys.find(credentialId)
  if (passkey) return { passkey, kept: { condition, holds: true, cause: { is: 'kept' } } }
  const id = Buffer.from(credentialId)
  const deleted = passkeys.listTrash().find((one) => id.equals(one.passkey.credentialId))
  if (!deleted) throw new Error('This passkey was deleted for good.')
  const { at, because } = deleted
  return {
    passkey: deleted.passkey,
    kept: { condition, holds: false, cause: { is: 'in-trash', at, because } },
  }
}
