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
  /** `page` when a page's signal hid it. Omitted when the user hid it. Then only the user can show it again. */
  by: v.exactOptional(v.literal('page')),
})

/** When and why a passkey was hidden from pages. It is kept, and can be shown again. */
export type Hidden = Readonly<v.InferOutput<typeof hiddenSchema>>

/** What an undo of the user's own edit expects: the value is still the one that the edit left. */
export const leftByUserSchema = v.literal('left-by-user')

export type LeftByUser = v.InferOutput<typeof leftByUserSchema>

export const extensionFactsSchema = v.strictObject({
  /** Length of its credBlob; null when it has none. */
  credBlobBytes: v.nullable(v.number()),
  /** credProtect's level; null when the page requested none. */
  credProtect: v.nullable(v.picklist([1, 2, 3])),
  /** Length of its large blob, 0 when no blob was written; null when it cannot have a large blob. */
  largeBlobBytes: v.nullable(v.number()),
  /** Whether it has secrets for pseudo-random functions. */
  prf: v.boolean(),
})

/** What extensions store with a passkey, without the contents. */
export type ExtensionFacts = Readonly<v.InferOutput<typeof extensionFactsSchema>>

/** The site's latest name, if the user has replaced it; null when the name follows the site. */
export const editedSchema = v.strictObject({
  userName: v.nullable(v.string()),
  userDisplayName: v.nullable(v.string()),
})

export type EditedNames = Readonly<v.InferOutput<typeof editedSchema>>

export const renameSchema = v.strictObject({
  /** Milliseconds since the Unix epoch. */
  at: v.number(),
  /** `undo`: a page's change was undone. */
  by: v.picklist(['page', 'user', 'undo']),
  /** The page that signalled; null when the change was not a page's. */
  origin: v.nullable(v.string()),
  /** For a page's change: the id of the signal's entry in the record; null when the id was not kept. */
  entryId: v.nullable(v.string()),
  before: namesSchema,
  after: namesSchema,
})

/** One change of a passkey's names. Long names are cut. */
export type Rename = Readonly<v.InferOutput<typeof renameSchema>>

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
  /** null when the authenticator has no counter, and states 0. */
  signCount: v.nullable(v.number()),
  backupEligible: v.boolean(),
  backedUp: v.boolean(),
  /** The origin of the page for which the passkey was made. */
  origin: v.string(),
  /** The provider profile that made it, with its title then; null for an imported passkey, or one of an earlier build. */
  profile: v.nullable(v.strictObject({ id: v.string(), title: v.string() })),
  /** Its first answer stated UV although no user was verified. */
  verificationClaimed: v.boolean(),
  /** Milliseconds since the Unix epoch. */
  createdAt: v.number(),
  /** Milliseconds since the Unix epoch; null when it has not signed yet. */
  lastUsedAt: v.nullable(v.number()),
  /** When and why it was hidden from pages; null when it is shown. */
  hidden: v.nullable(hiddenSchema),
  /** For each name that the user edited, the site's latest name; null for a name that follows the site. */
  edited: editedSchema,
  /** The latest changes of its names, newest first. */
  renames: v.array(renameSchema),
  extensions: extensionFactsSchema,
})

/** A passkey without its keys. */
export type PasskeySummary = Readonly<v.InferOutput<typeof passkeySummarySchema>>

export const passkeyFactsSchema = v.strictObject({
  /** null when the private key is damaged, or this build does not know its algorithm. */
  publicKey: v.nullable(
    v.strictObject({
      /** COSE_Key, base64url. */
      cose: v.string(),
      /** SubjectPublicKeyInfo, DER, base64url. */
      spki: v.string(),
      /** The contents of the COSE_Key. */
      parameters: v.array(
        v.strictObject({
          /** Such as -2; null when it is not a number. */
          label: v.nullable(v.number()),
          /** Such as `x`. */
          name: v.string(),
          /** In words; long bytes are shortened hexadecimal. */
          value: v.string(),
          /** The value in base64url, if it is a byte string. */
          bytes: v.nullable(v.string()),
        }),
      ),
    }),
  ),
  transports: v.array(v.string()),
  /** What the authenticator attested when it made the passkey; null for an imported passkey, or one of an earlier build. */
  attestation: v.nullable(
    v.strictObject({
      /** Attestation statement format identifier. */
      format: v.string(),
      /** As a UUID. */
      aaguid: v.string(),
      /** The owner of the AAGUID; null when unknown. */
      provider: v.nullable(v.string()),
    }),
  ),
})

/** The details of a passkey beyond its {@link PasskeySummary}. */
export type PasskeyFacts = Readonly<v.InferOutput<typeof passkeyFactsSchema>>

export const trashedPasskeySchema = v.strictObject({
  passkey: passkeySummarySchema,
  /** When it was deleted, in milliseconds since the Unix epoch. */
  at: v.number(),
  /** One sentence: who deleted it and why. */
  because: v.string(),
  /** The minimum time for which it is still kept, in milliseconds. */
  keptForMs: v.number(),
})

/** A deleted passkey. It can be restored until its time is over. */
export type TrashedPasskeySummary = Readonly<v.InferOutput<typeof trashedPasskeySchema>>
