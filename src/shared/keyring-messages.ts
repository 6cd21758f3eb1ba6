/**
 * What the main process and the keyring helper say to each other. Both parse what they receive. A message may hold the
 * key of the vault: it is in no log and in no error, not even a message that does not fit its schema.
 */
import * as v from 'valibot'

const asked = {
  /** Tells the answers of one helper apart. */
  id: v.number(),
  /** The keychain's name for all items of one Latchkey. */
  service: v.string(),
}

export const KeyringRequestSchema = v.variant('call', [
  v.strictObject({ ...asked, call: v.literal('get'), account: v.string() }),
  v.strictObject({ ...asked, call: v.literal('set'), account: v.string(), secret: v.string() }),
  v.strictObject({ ...asked, call: v.literal('delete'), account: v.string() }),
  v.strictObject({ ...asked, call: v.literal('list') }),
])

export type KeyringRequest = v.InferOutput<typeof KeyringRequestSchema>

/** What a request asks of the keychain. */
export type KeyringCall = WithoutAsked<KeyringRequest>
type WithoutAsked<Request> = Request extends unknown ? Omit<Request, keyof typeof asked> : never

/** What each call answers. */
export const KeyringAnswerSchemas = {
  get: v.nullable(v.string()),
  set: v.null(),
  delete: v.null(),
  list: v.array(v.strictObject({ account: v.string(), secret: v.string() })),
}

export const KeyringReplySchema = v.variant('is', [
  v.strictObject({
    is: v.literal('done'),
    id: v.number(),
    answer: v.union(Object.values(KeyringAnswerSchemas)),
  }),
  v.strictObject({
    is: v.literal('failed'),
    id: v.number(),
    /** `module`: the helper has no module to ask the keychain with. `call`: the keychain did not do what was asked. */
    of: v.picklist(['module', 'call']),
    message: v.string(),
  }),
])

export type KeyringReply = v.InferOutput<typeof KeyringReplySchema>
