/** A passkey as the window shows it. Key material never leaves the main process. */
import * as v from 'valibot'

export const namesSchema = v.strictObject({ userName: v.string(), userDisplayName: v.string() })

/** The two names that a relying party gives an account, and that a signal may change. */
export type Names = Readonly<v.InferOutput<typeof namesSchema>>

export const hiddenSchema = v.strictObject({
  /** Milliseconds since the Unix epoch. */
  at: v.number(),
  /** One sentence: who hid it and why. */
  because: v.string(),
})

/** Why a passkey is not offered to pages any more. It is kept, and can be shown again. */
export type Hidden = Readonly<v.InferOutput<typeof hiddenSchema>>

export const extensionFactsSchema = v.strictObject({
  /** Length of its credBlob; null when it has none. */
  credBlobBytes: v.nullable(v.number()),
  /** credProtect's level; null: none was asked for. */
  credProtect: v.nullable(v.picklist([1, 2, 3])),
  /** Length of its large blob, 0 when none is written; null when there is no room for one. */
  largeBlobBytes: v.nullable(v.number()),
  /** Whether it has secrets for pseudo-random functions. */
  prf: v.boolean(),
})

/** What extensions keep with a passkey, never the contents. */
export type ExtensionFacts = Readonly<v.InferOutput<typeof extensionFactsSchema>>

export const passkeySummarySchema = v.strictObject({
  /** Credential id, base64url. */
  id: v.string(),
  rpId: v.string(),
  rpName: v.string(),
  /** User handle, base64url. */
  userHandle: v.string(),
  ...namesSchema.entries,
  /** COSE algorithm identifier. */
  algorithm: v.number(),
  discoverable: v.boolean(),
  /** null: the authenticator keeps no counter, and states 0. */
  signCount: v.nullable(v.number()),
  backupEligible: v.boolean(),
  backedUp: v.boolean(),
  /** Origin of the page that it was made for. */
  origin: v.string(),
  /** Milliseconds since the Unix epoch. */
  createdAt: v.number(),
  /** Milliseconds since the Unix epoch; null when it has never signed. */
  lastUsedAt: v.nullable(v.number()),
  hidden: v.nullable(hiddenSchema),
  /** The user renamed it here. */
  namesEdited: v.boolean(),
  /** The latest change of its names by a page; null when there was none. */
  lastRename: v.nullable(
    v.strictObject({
      at: v.number(),
      /** The page that signalled. */
      origin: v.string(),
      before: namesSchema,
      after: namesSchema,
    }),
  ),
  extensions: extensionFactsSchema,
})

export type PasskeySummary = Readonly<v.InferOutput<typeof passkeySummarySchema>>
