import * as v from 'valibot'
import type { Route } from '../routes'
import type { Sessions } from '../sessions'
import { parseSnapshot, restoreSnapshot, takeSnapshot } from '../snapshot/snapshot'
import { grantedCapabilities, type LatchkeyInfo } from '../webdriver/capabilities'
import { parseBody, refuseParameters } from '../webdriver/command-body'
import { sessionRoute } from './session-route'

const restoreSchema = v.strictObject({ snapshot: v.unknown() })

export function snapshotRoutes(sessions: Sessions, about: LatchkeyInfo): readonly Route[] {
  return [
    sessionRoute(sessions, 'GET', '/snapshot', (session) => takeSnapshot(session)),
    sessionRoute(sessions, 'POST', '/restore', (session, { body }) =>
      restoreSnapshot(parseSnapshot(parseBody(restoreSchema, body).snapshot), session),
    ),
    sessionRoute(sessions, 'POST', '/fork', async (session, { body }) => {
      refuseParameters(body)
      const snapshot = parseSnapshot(takeSnapshot(session))
      const fork = await sessions.open()
      await restoreSnapshot(snapshot, fork)
      return { sessionId: fork.id, capabilities: grantedCapabilities(about) }
    }),
  ]
}
