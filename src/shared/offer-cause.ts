/** The causes for which a condition of an offer holds or fails, each with the values that decided. */
import * as v from 'valibot'
import { against, plain, words } from './cause-schemas'

/** Each is the cause of only one condition, and only of its holding or only of its failing. */
export const offerCauseSchema = v.variant('is', [
  plain('kept'),
  v.strictObject({
    is: v.literal('in-trash'),
    /** When it was deleted, in milliseconds since the Unix epoch. */
    at: v.number(),
    /** Who deleted it and why. */
    because: v.string(),
  }),

  plain('same-rp-id'),
  plain('app-id'),
  plain('other-rp-id'),

  plain('not-hidden'),
  plain('hidden'),

  plain('discoverable'),
  plain('page-listed'),
  /** Autofill offers discoverable passkeys only. */
  plain('undiscoverable-autofill'),
  plain('undiscoverable-unlisted'),

  plain('listed'),
  plain('no-list'),
  /** `count`: how many passkeys the page listed. */
  v.strictObject({ is: v.literal('not-listed'), count: v.number() }),

  plain('transports-match'),
  plain('transports-not-stated'),
  plain('transports-unread-by-autofill'),
  /** The settings say so. */
  plain('transports-ignored'),
  v.strictObject({
    is: v.literal('transports-differ'),
    stated: v.array(v.string()),
    own: v.array(v.string()),
  }),

  /** Also for autofill, because the client itself follows the list. */
  plain('no-list-sent'),
  plain('list-fits'),
  against('listed-id-too-long'),
  against('list-too-long'),

  /** The value of `userVerification`. */
  words('request-answered'),
  plain('verification-missing'),
  /** The value of `userVerification`. */
  words('verification-declined'),
  plain('no-autofill'),
  words('hints-declined'),
  against('challenge-too-short'),

  plain('can-hold'),
  plain('cannot-hold-discoverable'),
  against('cannot-hold-id'),
  /** `alg`: COSE algorithm identifier. */
  v.strictObject({ is: v.literal('cannot-hold-algorithm'), alg: v.number() }),
  plain('cannot-hold-synced'),

  plain('cred-protect-allows'),
  plain('cred-protect-verified'),
  plain('cred-protect-listed'),
  plain('cred-protect-needs-list'),
  plain('cred-protect-needs-verification'),
])

export type OfferCause = Readonly<v.InferOutput<typeof offerCauseSchema>>
