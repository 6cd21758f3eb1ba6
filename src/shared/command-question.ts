/** A question to the user on behalf of the command line: may it delete passkeys, or export their keys? */
import * as v from 'valibot'
import { namesSchema } from './passkey'

export const commandQuestionSchema = v.strictObject({
  id: v.string(),
  /** `delete`: moves passkeys to the trash. `export`: returns them with their private keys. */
  what: v.picklist(['delete', 'export']),
  /** The first of the passkeys. */
  passkeys: v.array(v.strictObject({ ...namesSchema.entries, rpId: v.string() })),
  /** The total number of passkeys. */
  count: v.number(),
  /** The caller. Omitted for a command or an agent. */
  from: v.exactOptional(v.literal('window')),
  /** Milliseconds since the Unix epoch. */
  askedAt: v.number(),
})

export type CommandQuestion = Readonly<v.InferOutput<typeof commandQuestionSchema>>
