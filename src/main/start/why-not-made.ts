/** Why a recorded registration was refused, or which authenticator made the passkey, judged by the current passkeys. */
import type { CreationJudgement } from '../../shared/creation-judgement'
import { ALGORITHMS } from '../webauthn/authenticator/algorithms/algorithms'
import { judgeCreation } from '../webauthn/client/judge-creation'
import { recordedRequest, type OfferParts } from './recorded-request'

/** @returns `not-kept` also for an entry that is not a registration. */
export function whyNotMade(parts: OfferParts, entryId: string): CreationJudgement {
  const recorded = recordedRequest(parts, entryId, 'create')
  if (typeof recorded === 'string') return recorded
  const { request, authenticator, wasAnswered } = recorded
  const judged = judgeCreation(request, { authenticator, store: parts.passkeys }, ALGORITHMS)
  return judged ? { ...judged, wasMade: wasAnswered } : 'failed-before'
}
