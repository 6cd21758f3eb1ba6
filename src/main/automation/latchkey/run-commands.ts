/** Makes test runs repeatable: a seed, and a clock that the test moves. */
import * as v from 'valibot'
import { clockChangeSchema, type ClockChange } from '../../../shared/session-clock'
import type { AdjustableClock } from '../ports'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { sessionRoute } from './session-route'

const seedSchema = v.strictObject({ seed: v.pipe(v.string(), v.maxLength(1024)) })

export function runRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'POST', '/seed', ({ host }, { body }) =>
      host.seed(parseBody(seedSchema, body).seed),
    ),
    sessionRoute(sessions, 'GET', '/clock', ({ host }) => host.clock.read()),
    sessionRoute(sessions, 'POST', '/clock', async ({ host }, { body }) => {
      setClock(host.clock, parseBody(clockChangeSchema, body))
      await host.devices.settled()
      return host.clock.read()
    }),
  ]
}

/** First stops or starts the clock, then sets it, then moves it forward. */
function setClock(clock: AdjustableClock, { now, stopped, advance }: ClockChange): void {
  if (stopped === true) clock.stop()
  if (stopped === false) clock.start()
  if (now !== undefined) clock.set(now)
  if (advance !== undefined) clock.advance(advance)
}
