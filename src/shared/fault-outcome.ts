/** The result of an armed fault. Separate from the list of faults, which pages do not load. */
import * as v from 'valibot'

const changeSchema = v.strictObject({
  /** Such as `flags`. */
  what: v.string(),
  from: v.string(),
  to: v.string(),
})

/** One part of an answer that a fault changed. Bytes are in hexadecimal, and long values are cut. */
export type FaultChange = Readonly<v.InferOutput<typeof changeSchema>>

export const faultOutcomeSchema = v.union([
  v.strictObject({ id: v.string(), changes: v.array(changeSchema) }),
  v.strictObject({
    id: v.string(),
    /** Why the answer is the genuine one. */
    notApplied: v.string(),
  }),
])

/** What an armed fault did to the answer of a ceremony. */
export type FaultOutcome = Readonly<v.InferOutput<typeof faultOutcomeSchema>>
