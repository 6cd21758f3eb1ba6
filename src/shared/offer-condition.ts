/** Why a passkey was offered for a sign-in, or was not. */
import * as v from 'valibot'
import { offerCauseSchema } from './offer-cause'

/** The conditions for offering a passkey in a sign-in, in the order of judging. */
export const offerConditions = [
  /** The passkey is in the vault, and not in its trash. */
  'kept',
  'rp-id',
  'shown',
  'discoverable',
  'named',
  /** The authenticator has a transport that the page lists. */
  'transports',
  /** The authenticator reads a list of this length. */
  'limits',
  /** The authenticator can verify the user as the page requires, and answers such requests. */
  'request',
  'authenticator',
  'cred-protect',
] as const

export type OfferCondition = (typeof offerConditions)[number]

export const offerOutcomeSchema = v.strictObject({
  condition: v.picklist(offerConditions),
  holds: v.boolean(),
  /** The only cause for which the condition holds or fails. */
  cause: offerCauseSchema,
})

/** Whether a passkey meets a condition of one request, and why. */
export type OfferOutcome = Readonly<v.InferOutput<typeof offerOutcomeSchema>>

/** The input of the inspector's `explainOffer()`. */
const judgedOfferSchema = v.strictObject({
  /** In the order of judging. */
  outcomes: v.array(offerOutcomeSchema),
  passkeyRpId: v.string(),
  /** The RP ID of the request. */
  rpId: v.string(),
  /** The name of the authenticator that was asked. */
  authenticator: v.string(),
  /** Whether the passkey was made after the sign-in. */
  madeAfter: v.boolean(),
})

/** The current passkey, judged by a recorded request. */
export type JudgedOffer = Readonly<v.InferOutput<typeof judgedOfferSchema>>

export const offerJudgementSchema = v.union([
  judgedOfferSchema,
  v.picklist([
    /** The record has too little of the request. */
    'not-kept',
    /** The sign-in failed before any passkey was considered. */
    'failed-before',
  ]),
])

/** A judged passkey, or why it cannot be judged. */
export type OfferJudgement = v.InferOutput<typeof offerJudgementSchema>
