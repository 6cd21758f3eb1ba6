/** The clock of a session (docs/automation.md, "Reproducible runs"). */
import * as v from 'valibot'

/** The end of the year 9999, because certificates cannot state a later date. */
const LATEST_MS = 253_402_300_799_999
/** A year. The limit bounds the work, because each timer in between is called. */
const LONGEST_ADVANCE_MS = 366 * 24 * 60 * 60 * 1000

const milliseconds = (most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))

export interface ClockState {
  /** Milliseconds since the Unix epoch. */
  readonly now: number
  readonly stopped: boolean
}

export const clockChangeSchema = v.strictObject({
  /** Sets the clock: milliseconds since the Unix epoch. */
  now: v.optional(milliseconds(LATEST_MS)),
  stopped: v.optional(v.boolean()),
  /** Milliseconds to move the clock forward. Everything that becomes due happens in order. */
  advance: v.optional(milliseconds(LONGEST_ADVANCE_MS)),
})

/** First stops or starts the clock, then sets it, then moves it forward. */
export type ClockChange = Readonly<v.InferOutput<typeof clockChangeSchema>>
