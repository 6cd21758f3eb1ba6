import * as v from 'valibot'

const SURROGATE = /\p{Surrogate}/gu

/** Text that came as JSON or from a form, as Web IDL's USVString: what is half of a character becomes U+FFFD. */
export function usvString(mostUnits: number) {
  return v.pipe(
    v.string(),
    v.maxLength(mostUnits),
    v.transform((text) => text.replace(SURROGATE, '\ufffd')),
  )
}
