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
  /** Whose signal or hand hid it. Left out: the user's, and then only the user shows it again. */
  by: v.exactOptional(v.literal('page')),
})

/** When and why a passkey was hidden from pages. It is kept, and can be shown again. */
export type Hidden = Readonly<v.InferOutput<typeof hiddenSchema>>

/** What an undo of the user's own edit expects: the value that the edit left is still there. */
export const leftByUserSchema = v.literal('left-by-user')

export type LeftByUser = v.InferOutput<typeof leftByUserSchema>

export const extensionFactsSchema = v.strictObject({
  /** Length of its credBlob; null: it has no credBlob. */
  credBlobBytes: v.nullable(v.number()),
  /** credProtect's level; null: the page did not ask for one. */
  credProtect: v.nullable(v.picklist([1, 2, 3])),
  /** Length of its large blob, 0 when no blob was written; null: it cannot have a large blob. */
  largeBlobBytes: v.nullable(v.number()),
  /** Whether it has secrets for pseudo-random functions. */
  prf: v.boolean(),
})

/** What extensions keep with a passkey, without the contents. */
export type ExtensionFacts = Readonly<v.InferOutput<typeof extensionFactsSchema>>

/** The site's latest names, where the user has replaced them; null: the name follows the site. */
export const editedSchema = v.strictObject({
  userName: v.nullable(v.string()),
  userDisplayName: v.nullable(v.string()),
})

export type EditedNames = Readonly<v.InferOutput<typeof editedSchema>>

export const renameSchema = v.strictObject({
  /** Milliseconds since the Unix epoch. */
  at: v.number(),
  /** `undo`: a page's change was taken back. */
  by: v.picklist(['page', 'user', 'undo']),
  /** The page that signalled; null: the change was not a page's. */
  origin: v.nullable(v.string()),
  /** For a page's change: the id of the signal's entry in the record; null: the id was not kept. */
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
  /** null: the authenticator has no counter, and states 0. */
  signCount: v.nullable(v.number()),
  backupEligible: v.boolean(),
  backedUp: v.boolean(),
  /** The origin of the page that the passkey was made for. */
  origin: v.string(),
  /**
   * The provider profile that made it, with the title of that time; null: a passkey from elsewhere, or of an earlier build.
   */
  profile: v.nullable(v.strictObject({ id: v.string(), title: v.string() })),
  /** Its first answer stated UV, and no user was verified. */
  verificationClaimed: v.boolean(),
  /** Milliseconds since the Unix epoch. */
  createdAt: v.number(),
  /** Milliseconds since the Unix epoch; null: it has not signed yet. */
  lastUsedAt: v.nullable(v.number()),
  /** When and why it was hidden from pages; null: it is shown. */
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
  /** null: the private key is damaged, or of an algorithm that this build does not know. */
  publicKey: v.nullable(
    v.strictObject({
      /** COSE_Key, base64url. */
      cose: v.string(),
      /** SubjectPublicKeyInfo, DER, base64url. */
      spki: v.string(),
      /** What the COSE_Key says. */
      parameters: v.array(
        v.strictObject({
          /** Such as -2; null where it is no number. */
          label: v.nullable(v.number()),
          /** Such as `x`. */
          name: v.string(),
          /** In words; bytes in hexadecimal, cut where they are many. */
          value: v.string(),
          /** The value in base64url, where it is a byte string. */
          bytes: v.nullable(v.string()),
        }),
      ),
    }),
  ),
  transports: v.array(v.string()),
  /** What the authenticator attested when it made the passkey; null: a passkey from elsewhere, or of an earlier build. */
  attestation: v.nullable(
    v.strictObject({
      /** Attestation statement format identifier. */
      format: v.string(),
      /** As a UUID. */
      aaguid: v.string(),
      /** Whose AAGUID it is; null where that is not known. */
      provider: v.nullable(v.string()),
    }),
  ),
})

/** What the details of a passkey show beyond its {@link PasskeySummary}. */
export type PasskeyFacts = Readonly<v.InferOutput<typeof passkeyFactsSchema>>

export const trashedPasskeySchema = v.strictObject({
  passkey: passkeySummarySchema,
  /** When it was deleted, in milliseconds since the Unix epoch. */
  at: v.number(),
  /** One sentence: who deleted it and why. */
  because: v.string(),
  /** It is kept for at least this time from now on, in milliseconds. */
  keptForMs: v.number(),
})

/** A deleted passkey. It can be restored until its time is over. */
export type TrashedPasskeySummary = Readonly<v.InferOutput<typeof trashedPasskeySchema>>
