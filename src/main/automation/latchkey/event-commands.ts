import { EventStream } from '../events/event-stream'
import { waitForEvent, waitSchema } from '../events/wait'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { sessionRoute } from './session-route'
import type { Clock } from '../../platform/ports'

export function eventRoutes(sessions: Sessions, clock: Clock): readonly Route[] {
  return [
    sessionRoute(
      sessions,
      'GET',
      '/events',
      ({ events }, { lastEventId }) => new EventStream(events, lastEventId, clock),
    ),
    sessionRoute(sessions, 'POST', '/wait', ({ events }, { body, signal }) =>
      waitForEvent(events, parseBody(waitSchema, body), clock, signal),
    ),
  ]
}
