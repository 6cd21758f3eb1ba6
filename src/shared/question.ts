import * as v from 'valibot'
import { commandQuestionSchema } from './command-question'
import { consentRequestSchema } from './consent'
import { pairingAgainRequestSchema, pairingRequestSchema } from './pairing'

export const questionSchema = v.variant('type', [
  v.strictObject({ type: v.literal('consent'), request: consentRequestSchema }),
  v.strictObject({ type: v.literal('pairing'), request: pairingRequestSchema }),
  v.strictObject({ type: v.literal('pairing-again'), request: pairingAgainRequestSchema }),
  v.strictObject({ type: v.literal('command'), request: commandQuestionSchema }),
])

/** A question that waits for the user. The window shows one at a time. */
export type Question = Readonly<v.InferOutput<typeof questionSchema>>
