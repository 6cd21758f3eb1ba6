/** The schemas of causes: why a condition holds or fails. */
import * as v from 'valibot'

/** A cause without values. */
export function plain<const Is extends string>(is: Is) {
  return v.strictObject({ is: v.literal(is) })
}

/** A number compared with the authenticator's maximum or minimum. */
export function against<const Is extends string>(is: Is) {
  return v.strictObject({ is: v.literal(is), value: v.number(), limit: v.number() })
}

/** Option values that the page chose. */
export function words<const Is extends string>(is: Is) {
  return v.strictObject({ is: v.literal(is), words: v.array(v.string()) })
}
