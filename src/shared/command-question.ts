/** A question to the user on behalf of the command line: may it delete, may it take keys out? */
import * as v from 'valibot'
import { namesSchema } from './passkey'

export const commandQuestionSchema = v.strictObject({
  id: v.string(),
  /** `delete`: move to the trash. `export`: give out with their private keys. */
  what: v.picklist(['delete', 'export']),
  /** The first of them. */
  passkeys: v.array(v.strictObject({ ...namesSchema.entries, rpId: v.string() })),
  /** All of them. */
  count: v.number(),
  /** Milliseconds since the Unix epoch. */
  askedAt: v.number(),
})

export type CommandQuestion = Readonly<v.InferOutput<typeof commandQuestionSchema>>
