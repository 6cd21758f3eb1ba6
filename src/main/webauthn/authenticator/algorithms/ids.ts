/** COSE algorithm identifiers that code refers to by name. */
export const ES256 = -7
export const EDDSA = -8
export const RS256 = -257
