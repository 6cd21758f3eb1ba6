/** The width of an opened entry of Activity beside the list. It is kept for the next start. */
import * as v from 'valibot'

/** CSS pixels. */
export const ENTRY_WIDTH = { least: 420, greatest: 2400 } as const

/** null for a fraction of the window. */
export const entryWidthSchema = v.nullable(
  v.pipe(v.number(), v.minValue(ENTRY_WIDTH.least), v.maxValue(ENTRY_WIDTH.greatest)),
)

export type EntryWidth = v.InferOutput<typeof entryWidthSchema>
