import { settingsChangeSchema } from '../../../shared/session-settings'
import { loadProfile, refuseUnknownProfile } from '../profile-choice'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseBody } from '../webdriver/command-body'
import { sessionRoute } from './session-route'

export function settingsRoutes(sessions: Sessions): readonly Route[] {
  return [
    sessionRoute(sessions, 'GET', '/profiles', ({ host }) => host.profiles.list()),
    sessionRoute(sessions, 'POST', '/profiles', ({ host }, { body }) =>
      loadProfile(host.profiles, body),
    ),
    sessionRoute(sessions, 'GET', '/settings', ({ host }) => host.settings.current),
    sessionRoute(sessions, 'POST', '/settings', ({ host }, { body }) => {
      const change = parseBody(settingsChangeSchema, body, 'setting')
      refuseUnknownProfile(host.profiles, change.profile)
      host.settings.change(change)
      return host.settings.current
    }),
  ]
}
