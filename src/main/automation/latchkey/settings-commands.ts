import { settingsChangeSchema } from '../../../shared/session-settings'
import { PROFILES } from '../../webauthn/providers/profile-facts'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { sessionRoute } from './session-route'

export function settingsRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'GET', '/profiles', () => PROFILES),
    sessionRoute(sessions, 'GET', '/settings', ({ host }) => host.settings.current),
    sessionRoute(sessions, 'POST', '/settings', ({ host }, { body }) => {
      host.settings.change(parseBody(settingsChangeSchema, body))
      return host.settings.current
    }),
  ]
}
