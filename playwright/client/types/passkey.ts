/** Passkeys as Latchkey describes them to tests, without their keys. */

/** The two names that a relying party gives an account. `signalCurrentUserDetails()` can change them. */
export interface Names {
  readonly userName: string
  readonly userDisplayName: string
}

/** One change of a passkey's names. */
export interface Rename {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly by: 'page' | 'user' | 'undo'
  /** Origin of the page whose signal made the change, or whose signal was undone; null for the user's own change. */
  readonly origin: string | null
  /** For a page's change, the `id` of the signal's entry in the record, or null when it was not kept. */
  readonly entryId: string | null
  readonly before: Names
  readonly after: Names
}

export interface PasskeySummary extends Names {
  /** Credential id, base64url. */
  readonly id: string
  readonly rpId: string
  readonly rpName: string
  /** User handle, base64url. */
  readonly userHandle: string
  /** COSE algorithm identifier. */
  readonly algorithm: number
  readonly discoverable: boolean
  /** null when the passkey has no counter; its authenticator data then contain 0. */
  readonly signCount: number | null
  readonly backupEligible: boolean
  readonly backedUp: boolean
  /** Origin of the page that created the passkey. */
  readonly origin: string
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  /** Milliseconds since the Unix epoch; null when the passkey has never signed in. */
  readonly lastUsedAt: number | null
  /**
   * When (milliseconds since the Unix epoch), why and by whom the passkey was hidden from pages; null when it is shown.
   * `by` is left out for the user: then no page shows the passkey again.
   */
  readonly hidden: {
    readonly at: number
    readonly because: string
    readonly by?: 'page'
  } | null
  /** For each name that the user edited, the site's name; null for a name that the user did not edit. */
  readonly edited: { readonly userName: string | null; readonly userDisplayName: string | null }
  /** Newest first. */
  readonly renames: readonly Rename[]
  readonly extensions: {
    /** Bytes of the passkey's `credBlob`; null when it has no blob. */
    readonly credBlobBytes: number | null
    /** The protection level; null when the page did not ask for one. */
    readonly credProtect: 1 | 2 | 3 | null
    /** Bytes of the large blob; 0 when no blob is written, null when the passkey does not support one. */
    readonly largeBlobBytes: number | null
    readonly prf: boolean
  }
}

/** A passkey of a session. */
export interface Passkey extends PasskeySummary {
  /** The virtual authenticator that has the passkey; null: the session's own platform authenticator. */
  readonly authenticatorId: string | null
}

/** A passkey in the session's trash. */
export interface TrashedPasskey {
  readonly passkey: PasskeySummary
  /** When the passkey was moved to the trash: milliseconds since the Unix epoch. */
  readonly at: number
  /** Who deleted the passkey and why, in one sentence. */
  readonly because: string
  /** How many more milliseconds the trash keeps the passkey, at least. */
  readonly keptForMs: number
}
