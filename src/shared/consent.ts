/** Questions to the user on behalf of a page, and their answers, as the window sees them. */
import * as v from 'valibot'

export const accountSchema = v.strictObject({
  /** Credential id, base64url. */
  id: v.string(),
  userName: v.string(),
  userDisplayName: v.string(),
  /** Milliseconds since the Unix epoch. */
  createdAt: v.number(),
  lastUsedAt: v.nullable(v.number()),
})

/** One passkey that the user may choose to sign in with. */
export type Account = Readonly<v.InferOutput<typeof accountSchema>>

export const consentRequestSchema = v.strictObject({
  /** To answer by. */
  id: v.string(),
  /**
   * `create`: make a passkey. `sign-in`: choose among `accounts`. `already-registered`: a passkey that
   * the page excluded is kept here; approving tells the page so. `no-passkey`: nothing fits; there is
   * only "close".
   */
  kind: v.picklist(['create', 'sign-in', 'already-registered', 'no-passkey']),
  /** The page that asks, as its browser states it. */
  origin: v.string(),
  /** The page around it, as the page itself says; null when it stands alone. */
  topOrigin: v.nullable(v.string()),
  rpId: v.string(),
  /** Empty when signing in. */
  rpName: v.string(),
  /** Empty when signing in. */
  userName: v.string(),
  userDisplayName: v.string(),
  /** True when the page wants the user verified, not only present. */
  verify: v.boolean(),
  /** Newest first; empty unless `kind` is `sign-in`. */
  accounts: v.array(accountSchema),
  /** Milliseconds since the Unix epoch. */
  askedAt: v.number(),
})

export type ConsentRequest = Readonly<v.InferOutput<typeof consentRequestSchema>>

/** The question without the id and the time that the window gives it. */
export type ConsentQuestion = Omit<ConsentRequest, 'id' | 'askedAt'>

export const consentAnswerSchema = v.variant('given', [
  v.strictObject({
    given: v.literal(true),
    /** The chosen account's credential id, base64url; left out when there was nothing to choose. */
    accountId: v.optional(v.string()),
  }),
  v.strictObject({ given: v.literal(false) }),
])

export type ConsentAnswer = Readonly<v.InferOutput<typeof consentAnswerSchema>>
