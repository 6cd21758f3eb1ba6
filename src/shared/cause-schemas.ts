/** The forms that causes have: why a condition holds or fails. */
import * as v from 'valibot'

/** A cause without values. */
export function plain<const Is extends string>(is: Is) {
  return v.strictObject({ is: v.literal(is) })
}

/** A number against the most, or the least, that the authenticator takes. */
export function against<const Is extends string>(is: Is) {
  return v.strictObject({ is: v.literal(is), value: v.number(), limit: v.number() })
}

/** Values of the options that the page chose. */
export function words<const Is extends string>(is: Is) {
  return v.strictObject({ is: v.literal(is), words: v.array(v.string()) })
}
