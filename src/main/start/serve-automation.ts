/** Joins the parts of automation. Sessions share no state. */
import { AutomationServer } from '../automation/automation-server'
import { AutomationSession } from '../automation-session/automation-session'
import { procPeerOwner } from '../bridge/peer-owner'
import { relatedOriginsOnTheWeb } from '../network/related-origins'
import { systemNetwork } from '../network/system-network'
import type { Log } from '../platform/log'
import { newUuid, systemRandom } from '../platform/random'
import { THIS_COMPUTER, type Reach } from '../platform/reach'
import { systemClock } from '../platform/system-clock'
import type { AutomationFlags } from './automation-options'

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', win32: 'windows' }

export interface ServedParts {
  readonly version: string
  readonly log: Log
  /** Where the pages of sessions may connect from: only this computer by default. */
  readonly reach?: Reach
  /** `latchkey-session.js` for the pages of a session. */
  readonly sessionScript: string
}

/** @throws when no port is free. */
export function serveAutomation(
  { sessionIdleMs, webDriver }: Pick<AutomationFlags, 'sessionIdleMs' | 'webDriver'>,
  { version, log, reach = THIS_COMPUTER, sessionScript }: ServedParts,
): Promise<AutomationServer> {
  // Only the front door keeps the process running.
  const clock = systemClock({ isUnref: true })
  const parts = {
    version,
    uid: process.getuid?.(),
    clock,
    random: systemRandom,
    newId: newUuid,
    peers: procPeerOwner(),
    relatedOrigins: relatedOriginsOnTheWeb(systemNetwork),
    reach,
    log,
    sessionScript,
  }
  return AutomationServer.start(
    {
      newSessionHost: (tell) => AutomationSession.open(parts, tell),
      newId: newUuid,
      random: systemRandom,
      now: () => clock.now(),
      clock,
      fault: (what, error) => log.error(what, error),
    },
    {
      sessionIdleMs,
      ...(webDriver && { webDriver }),
      version,
      platform: PLATFORMS[process.platform] ?? 'linux',
    },
  )
}
