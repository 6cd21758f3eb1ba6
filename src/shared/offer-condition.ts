/** Why a passkey was offered for a sign-in, or was not. */
import * as v from 'valibot'
import { offerCauseSchema } from './offer-cause'

/** The conditions that a passkey meets where it is offered for a sign-in, in the order in which they are judged. */
export const offerConditions = [
  /** It is in the vault, and not in its trash. */
  'kept',
  'rp-id',
  'shown',
  'discoverable',
  'named',
  /** The authenticator has a transport that the page lists. */
  'transports',
  /** The authenticator reads a list of this length. */
  'limits',
  /** The authenticator can verify the user as the page wants, and answers requests like this one. */
  'request',
  'authenticator',
  'cred-protect',
] as const

export type OfferCondition = (typeof offerConditions)[number]

export const offerOutcomeSchema = v.strictObject({
  condition: v.picklist(offerConditions),
  holds: v.boolean(),
  /** The one cause that the condition holds, or fails. */
  cause: offerCauseSchema,
})

/** Whether a passkey meets a condition of one request, and why. */
export type OfferOutcome = Readonly<v.InferOutput<typeof offerOutcomeSchema>>

/** What `explainOffer()` of the inspector needs. */
const judgedOfferSchema = v.strictObject({
  /** In the order in which they are judged. */
  outcomes: v.array(offerOutcomeSchema),
  passkeyRpId: v.string(),
  /** Of the request. */
  rpId: v.string(),
  /** The name of the authenticator that was asked. */
  authenticator: v.string(),
  /** Whether the passkey was made after the sign-in. */
  madeAfter: v.boolean(),
})

/** A passkey as it is today, judged by a recorded request. */
export type JudgedOffer = Readonly<v.InferOutput<typeof judgedOfferSchema>>

export const offerJudgementSchema = v.union([
  judgedOfferSchema,
  v.picklist([
    /** The record has too little of the request. */
    'not-kept',
    /** The sign-in failed before any passkey was looked at. */
    'failed-before',
  ]),
])

/** A judged passkey, or why it cannot be judged. */
export type OfferJudgement = v.InferOutput<typeof offerJudgementSchema>
