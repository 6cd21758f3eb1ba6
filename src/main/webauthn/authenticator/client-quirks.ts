/**
 * What the client of a provider does differently. A browser extension brings its own client: it writes the client data
 * and makes the objects that the page gets.
 */

/** The members of client data (WebAuthn §5.8.1). */
export const CLIENT_DATA_MEMBERS = ['type', 'challenge', 'origin', 'crossOrigin'] as const
export type ClientDataMember = (typeof CLIENT_DATA_MEMBERS)[number]

export interface ClientQuirks {
  /** The order of the members in the client data. `topOrigin` and other members follow. */
  readonly memberOrder: readonly ClientDataMember[]
  /** `when-true`: absent where the document is same-origin with all its ancestors. */
  readonly crossOrigin: 'always' | 'when-true' | 'always-false'
  /** Whether a cross-origin document's client data has `topOrigin`. */
  readonly topOrigin: 'stated' | 'absent'
  /** Whether a slash is written as `\/`. */
  readonly escapedSlashes: boolean
  /** Members that follow, in this order. */
  readonly extraMembers: Readonly<Record<string, string>>
  /** In which part of the ceremonies Chrome's `other_keys_can_be_added_here` follows, 0 to 1. */
  readonly greaseProbability: number
  /** Whether the credential has `toJSON()`. */
  readonly toJson: boolean
  /** What `getPublicKey()` returns: SubjectPublicKeyInfo, the COSE key, or null. */
  readonly publicKey: 'spki' | 'cose' | 'null'
  /** What `getAuthenticatorData()` returns: all of it, or only the 37 bytes before the attested data. */
  readonly authenticatorData: 'whole' | 'without-attested-data'
  /** A request whose hints are exactly these is declined: the provider leaves it to the browser. */
  readonly declinedHints: readonly string[]
  /** Shorter challenges are a TypeError, in bytes. */
  readonly shortestChallenge: number
}

/** As the specification says. */
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
