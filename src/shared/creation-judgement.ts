/** Why an authenticator would make a passkey for a recorded registration, or would refuse. */
import * as v from 'valibot'
import { creationCauseSchema } from './creation-cause'

/** The conditions for making a passkey in a registration, in the order of judging. */
export const creationConditions = [
  'attachment',
  'resident-key',
  'verification',
  /** The provider's own client accepts such requests. */
  'client',
  /** The authenticator makes passkeys without asking, if the page wants one. */
  'unasked',
  'algorithm',
  /** The authenticator has no passkey that the page excludes. */
  'excluded',
] as const

const judgedCreationSchema = v.strictObject({
  outcomes: v.array(
    v.strictObject({
      condition: v.picklist(creationConditions),
      holds: v.boolean(),
      /** The only cause for which the condition holds or fails. */
      cause: creationCauseSchema,
    }),
  ),
  /** The name of the authenticator that was asked. */
  authenticator: v.string(),
  /** Whether it made a passkey at that time. */
  wasMade: v.boolean(),
})

/** A recorded registration, judged by the current authenticator and passkeys. */
export type JudgedCreation = Readonly<v.InferOutput<typeof judgedCreationSchema>>

export type CreationOutcome = JudgedCreation['outcomes'][number]

export const creationJudgementSchema = v.union([
  judgedCreationSchema,
  v.picklist([
    /** The record has too little of the request. */
    'not-kept',
    /** The registration failed before any authenticator was asked. */
    'failed-before',
  ]),
])

/** A judged registration, or why it cannot be judged. */
export type CreationJudgement = v.InferOutput<typeof creationJudgementSchema>
