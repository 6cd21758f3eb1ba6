/** The lint's findings in the calls of the session's pages. */
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { sessionRoute } from './session-route'

export function lintRoutes(sessions: Sessions): readonly Route[] {
  return [sessionRoute(sessions, 'GET', '/lint', ({ host }) => host.lint.list())]
}
