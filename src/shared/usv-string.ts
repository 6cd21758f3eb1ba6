/// <reference lib="es2024.string" />
import * as v from 'valibot'

/** Web IDL's USVString: a lone surrogate, which UTF-8 cannot hold, becomes U+FFFD. */
export const wellFormedString = v.pipe(
  v.string(),
  v.transform((text) => text.toWellFormed()),
)

/** A USVString of at most `mostUnits` UTF-16 code units. */
export function usvString(mostUnits: number) {
  return v.pipe(wellFormedString, v.maxLength(mostUnits))
}
