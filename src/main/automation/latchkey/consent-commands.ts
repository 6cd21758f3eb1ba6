import { consentRuleSchema, type ListedRule } from '../../../shared/consent-rule'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { orSentence } from './sentence'
import { sessionRoute } from './session-route'

export function consentRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'POST', '/consent', ({ host }, { body }) => {
      const rule = parseBody(consentRuleSchema, body)
      return orSentence(() => host.user.add(rule))
    }),
    sessionRoute(sessions, 'GET', '/consent', ({ host }) =>
      host.user.list().map(({ id, rule, left }): ListedRule => ({ ...rule, id, left })),
    ),
    sessionRoute(sessions, 'DELETE', '/consent', ({ host }) => host.user.clear()),
  ]
}
