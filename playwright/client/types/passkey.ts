/** A passkey as Latchkey tells of it: all but its keys. */

/** The two names that a relying party gives an account, and that a signal may change. */
export interface Names {
  readonly userName: string
  readonly userDisplayName: string
}

/** One change of a passkey's names. */
export interface Rename {
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  readonly by: 'page' | 'user' | 'undo'
  /** The page that signalled; null: no page did. */
  readonly origin: string | null
  /** Of a page's change: the id of the signal's entry in the record. */
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
  /** null: the authenticator keeps no counter, and states 0. */
  readonly signCount: number | null
  readonly backupEligible: boolean
  readonly backedUp: boolean
  /** Origin of the page that it was made for. */
  readonly origin: string
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number
  /** Milliseconds since the Unix epoch; null when it has never signed. */
  readonly lastUsedAt: number | null
  /** Since when and why pages are not offered it; null: they are. */
  readonly hidden: { readonly at: number; readonly because: string } | null
  /** The site's names, where the user has put others in their place; null: it follows the site. */
  readonly edited: { readonly userName: string | null; readonly userDisplayName: string | null }
  /** Newest first. */
  readonly renames: readonly Rename[]
  readonly extensions: {
    /** null when it has none. */
    readonly credBlobBytes: number | null
    /** null: none was asked for. */
    readonly credProtect: 1 | 2 | 3 | null
    /** 0 when none is written; null when there is no room for one. */
    readonly largeBlobBytes: number | null
    readonly prf: boolean
  }
}

/** A passkey of a session. */
export interface Passkey extends PasskeySummary {
  /** null: the session's own platform authenticator keeps it. */
  readonly authenticatorId: string | null
}

/** A passkey in the session's trash. */
export interface TrashedPasskey {
  readonly passkey: PasskeySummary
  /** Milliseconds since the Unix epoch. */
  readonly at: number
  /** Who deleted it and why, in one sentence. */
  readonly because: string
  /** Milliseconds that it is kept from now on, at least. */
  readonly keptForMs: number
}
