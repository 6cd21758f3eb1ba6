/**
 * What a provider's own client does differently. A browser extension brings its own client, which writes the client data and
 * makes the objects that the page gets.
 */

/** The members of client data (WebAuthn §5.8.1). */
export const CLIENT_DATA_MEMBERS = ['type', 'challenge', 'origin', 'crossOrigin'] as const
export type ClientDataMember = (typeof CLIENT_DATA_MEMBERS)[number]

export interface ClientQuirks {
  /** The order of the members in the client data. `topOrigin` and other members follow. */
  readonly memberOrder: readonly ClientDataMember[]
  /** `when-true`: absent when the document is same-origin with all its ancestors. */
  readonly crossOrigin: 'always' | 'when-true' | 'always-false'
  /** Whether a cross-origin document's client data has `topOrigin`. */
  readonly topOrigin: 'stated' | 'absent'
  /** Whether a slash is written as `\/`. */
  readonly escapedSlashes: boolean
  /** Members that follow the standard ones, in this order. */
  readonly extraMembers: Readonly<Record<string, string>>
  /** The fraction of ceremonies with Chrome's `other_keys_can_be_added_here`, 0 to 1. */
  readonly greaseProbability: number
  /** Whether the credential has `toJSON()`. */
  readonly toJson: boolean
  /** What `getPublicKey()` returns: SubjectPublicKeyInfo, the COSE key, or null. */
  readonly publicKey: 'spki' | 'cose' | 'null'
  /** What `getAuthenticatorData()` returns: everything, or only the 37 bytes before the attested data. */
  readonly authenticatorData: 'whole' | 'without-attested-data'
  /** The provider declines a request with exactly these hints, and leaves it to the browser. */
  readonly declinedHints: readonly string[]
  /** In bytes. A shorter challenge is a TypeError. */
  readonly shortestChallenge: number
}

/** The behaviour of the specification. */
export const NO_QUIRKS: ClientQuirks = {
  memberOrder: CLIENT_DATA_MEMBERS,
  crossOrigin: 'always',
  topOrigin: 'stated',
  escapedSlashes: false,
  extraMembers: {},
  greaseProbability: 0,
  toJson: true,
  publicKey: 'spki',
  authenticatorData: 'whole',
  declinedHints: [],
  shortestChallenge: 0,
}
