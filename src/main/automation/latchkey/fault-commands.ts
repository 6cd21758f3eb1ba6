/** Faults on demand (docs/faults.md). */
import { armRequestSchema, disarmRequestSchema, FAULTS } from '../../../shared/fault'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { orSentence } from './sentence'
import { sessionRoute } from './session-route'

export function faultRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'POST', '/faults', ({ host }, { body }) => {
      const { fault, times, origin } = parseBody(armRequestSchema, body)
      return orSentence(() => host.faults.arm(fault, times, origin))
    }),
    sessionRoute(sessions, 'GET', '/faults', ({ host }) => host.faults.list()),
    sessionRoute(sessions, 'POST', '/faults/disarm', ({ host }, { body }) => {
      const { fault, origin } = parseBody(disarmRequestSchema, body)
      return host.faults.disarmOne(fault, origin)
    }),
    sessionRoute(sessions, 'DELETE', '/faults', ({ host }) => host.faults.disarm()),
    sessionRoute(sessions, 'GET', '/faults/known', () => FAULTS),
  ]
}
