/**
 * The messages between the main process and the keyring helper. Both parse what they receive. A message may hold the key of the
 * vault, so no log and no error contains a message, even one that does not match its schema.
 */
import * as v from 'valibot'

const asked = {
  /** Identifies the request that an answer belongs to. */
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

/** The keychain call in a request. */
export type KeyringCall = WithoutAsked<KeyringRequest>
type WithoutAsked<Request> = Request extends unknown ? Omit<Request, keyof typeof asked> : never

/** The answer to each call. */
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
    /** `module`: the helper has no module for the keychain. `call`: the keychain call failed. */
    of: v.picklist(['module', 'call']),
    message: v.string(),
  }),
])

export type KeyringReply = v.InferOutput<typeof KeyringReplySchema>
