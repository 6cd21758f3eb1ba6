/** What the lint has found in the calls of the session's pages. */
import { RULES } from '../../../inspect/lint/all-rules'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { sessionRoute } from './session-route'

export function lintRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'GET', '/lint', ({ host }) => host.lint.list()),
    sessionRoute(sessions, 'GET', '/lint/calls', ({ host }) => host.lint.judged),
    sessionRoute(sessions, 'GET', '/lint/rules', () => RULES.map(({ id }) => id)),
  ]
}
