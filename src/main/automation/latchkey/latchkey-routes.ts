/** Latchkey's own commands on a session, beyond WebDriver's (docs/automation.md). */
import { ScriptText, type Route } from '../routes'
import type { Sessions } from '../sessions'
import type { LatchkeyInfo } from '../webdriver/capabilities'
import { caseRoutes } from './case-commands'
import { credentialRoutes, type CredentialPorts } from './credential-commands'
import { ceremonyRoutes } from './ceremony-commands'
import { consentRoutes } from './consent-commands'
import { deviceRoutes } from './device-commands'
import { eventRoutes } from './event-commands'
import { faultRoutes } from './fault-commands'
import { lintRoutes } from './lint-commands'
import { passkeyRoutes } from './passkey-commands'
import { runRoutes } from './run-commands'
import { providerRoutes } from './provider-commands'
import { settingsRoutes } from './settings-commands'
import { signalRoutes } from './signal-commands'
import { snapshotRoutes } from './snapshot-commands'
import type { Clock } from '../../platform/ports'

interface Parts extends CredentialPorts {
  readonly clock: Clock
  readonly about: LatchkeyInfo
}

export function latchkeyRoutes(sessions: Sessions, parts: Parts): readonly Route[] {
  return [
    ...scriptRoutes(sessions),
    ...consentRoutes(sessions),
    ...eventRoutes(sessions, parts.clock),
    ...passkeyRoutes(sessions),
    ...ceremonyRoutes(sessions),
    ...signalRoutes(sessions),
    ...snapshotRoutes(sessions, parts.about),
    ...credentialRoutes(sessions, parts),
    ...runRoutes(sessions),
    ...settingsRoutes(sessions),
    ...providerRoutes(sessions),
    ...deviceRoutes(sessions),
    ...faultRoutes(sessions),
    ...lintRoutes(sessions),
    ...caseRoutes(sessions, parts),
  ]
}

function scriptRoutes(sessions: Sessions): readonly Route[] {
  return [
    {
      method: 'GET',
      path: '/latchkey.js',
      run: () => new ScriptText(sessions.newestHost().pageScript()),
    },
    {
      method: 'GET',
      path: '/session/:sessionId/latchkey.js',
      run: ({ parameters: { sessionId = '' } }) =>
        new ScriptText(sessions.find(sessionId).host.pageScript()),
    },
  ]
}
