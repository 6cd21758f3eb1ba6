/** The causes for which a condition of a registration holds or fails, each with the values that decided. */
import * as v from 'valibot'
import { against, plain, words } from './cause-schemas'

/** Each is the cause of only one condition, and only of its holding or only of its failing. */
export const creationCauseSchema = v.variant('is', [
  plain('any-attachment'),
  words('same-attachment'),
  v.strictObject({ is: v.literal('other-attachment'), wanted: v.string(), own: v.string() }),

  /** The value of `residentKey`, or its substitute. */
  words('residency-possible'),
  plain('keeps-no-discoverable'),
  plain('only-discoverable'),

  /** The value of `userVerification`. */
  words('verification-possible'),
  plain('verification-missing'),
  words('verification-declined'),

  plain('client-takes'),
  words('hints-declined'),
  against('challenge-too-short'),

  plain('asks-the-user'),
  plain('makes-unasked'),
  plain('makes-none-unasked'),
  plain('unasked-unverified'),

  /** COSE algorithm identifier. */
  v.strictObject({ is: v.literal('makes-algorithm'), alg: v.number() }),
  /** The first of each list. */
  v.strictObject({
    is: v.literal('makes-no-algorithm'),
    wanted: v.array(v.number()),
    own: v.array(v.number()),
  }),

  plain('nothing-excluded'),
  plain('no-excluded-here'),
  plain('replaces-excluded'),
  /** `userName`: that of the excluded passkey. */
  v.strictObject({ is: v.literal('excluded-here'), userName: v.string() }),
])

export type CreationCause = Readonly<v.InferOutput<typeof creationCauseSchema>>
