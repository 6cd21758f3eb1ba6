/** COSE algorithm identifiers that have a role of their own. */
export const ES256 = -7
export const EDDSA = -8
export const RS256 = -257
