/** Why an authenticator would make a passkey for a recorded registration, or would refuse. */
import * as v from 'valibot'
import { creationCauseSchema } from './creation-cause'

/** The conditions that a registration meets where a passkey is made, in the order in which they are judged. */
export const creationConditions = [
  'attachment',
  'resident-key',
  'verification',
  /** The provider's own client takes requests like this one. */
  'client',
  /** The authenticator makes passkeys without asking, where the page wants one. */
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
      /** The one cause that the condition holds, or fails. */
      cause: creationCauseSchema,
    }),
  ),
  /** The name of the authenticator that was asked. */
  authenticator: v.string(),
  /** Whether it made a passkey then. */
  wasMade: v.boolean(),
})

/** A recorded registration, judged by the authenticator and the passkeys of today. */
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
