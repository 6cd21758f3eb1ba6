/** Makes test runs repeatable: a seed, and a clock that the test moves. */
import * as v from 'valibot'
import type { AdjustableClock, ClockState } from '../ports'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { sessionRoute } from './session-route'

/** The end of the year 9999: certificates cannot state a later date. */
const LATEST_MS = 253_402_300_799_999
/** A year. The limit bounds the work: each timer on the way is called. */
const LONGEST_ADVANCE_MS = 366 * 24 * 60 * 60 * 1000

const milliseconds = (most: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))

const seedSchema = v.strictObject({ seed: v.pipe(v.string(), v.maxLength(1024)) })
const clockSchema = v.strictObject({
  now: v.optional(milliseconds(LATEST_MS)),
  stopped: v.optional(v.boolean()),
  advance: v.optional(milliseconds(LONGEST_ADVANCE_MS)),
})

export function runRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'POST', '/seed', ({ host }, { body }) =>
      host.seed(parseBody(seedSchema, body).seed),
    ),
    sessionRoute(sessions, 'GET', '/clock', ({ host }) => host.clock.read()),
    sessionRoute(sessions, 'POST', '/clock', ({ host }, { body }) =>
      setClock(host.clock, parseBody(clockSchema, body)),
    ),
  ]
}

/** Stops or starts the clock first, then sets it, then moves it on. */
function setClock(
  clock: AdjustableClock,
  { now, stopped, advance }: v.InferOutput<typeof clockSchema>,
): ClockState {
  if (stopped === true) clock.stop()
  if (stopped === false) clock.start()
  if (now !== undefined) clock.set(now)
  if (advance !== undefined) clock.advance(advance)
  return clock.read()
}
