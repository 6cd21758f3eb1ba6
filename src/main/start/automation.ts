/**
 * Latchkey for test drivers: no window, and no vault of the user. Sessions share nothing with each other. It knows no
 * Electron: the desktop app and a Node process start it alike.
 */
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { AutomationServer } from '../automation/automation-server'
import { AutomationSession } from '../automation-session/automation-session'
import { procPeerOwner } from '../bridge/peer-owner'
import { relatedOriginsOnTheWeb } from '../network/related-origins'
import { systemNetwork } from '../network/system-network'
import { openLog } from '../platform/log'
import { newUuid, systemRandom } from '../platform/random'
import type { Reach } from '../platform/reach'
import { systemClock } from '../platform/system-clock'
import { systemProcesses } from '../vault/processes'
import { removeAutomationFile, writeAutomationFile } from './automation-file'
import { automationReach, openWarning, portFault } from './automation-reach'
import type { AutomationFlags } from './automation-options'
import { whenProcessEnds } from './parent-process'
import { endOnUncaughtException } from './uncaught-failures'

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', win32: 'windows' }

/** The process that serves test drivers. */
export interface AutomationHost {
  readonly version: string
  /** Holds the log. Removed at the end. */
  readonly folder: string
  /** `latchkey-session.js`, as the pages of a session load it. */
  readonly sessionScript: string
  /** Calls `close` once, before the process ends in its usual way. */
  readonly closeBeforeEnd: (close: () => Promise<void>) => void
  /** Ends the process in its usual way. */
  readonly end: () => void
  /** Ends the process at once. */
  readonly exit: (code: number) => void
}

/** @throws {Error} with a sentence, when the port or the address cannot be used, or the file cannot be written. */
export async function startAutomation(flags: AutomationFlags, host: AutomationHost): Promise<void> {
  const removeFolder = () => rmSync(host.folder, { recursive: true, force: true, maxRetries: 5 })
  try {
    const stop = await serve(flags, host)
    host.closeBeforeEnd(async () => {
      await stop()
      removeFolder()
    })
  } catch (error) {
    removeFolder()
    throw portFault(error, flags.port)
  }
  const { parentPid } = flags
  if (parentPid !== undefined)
    void whenProcessEnds(
      parentPid,
      (pid) => systemProcesses.identify(pid),
      () => host.end(),
    )
}

/** Starts the server and says where it is. @returns the way to end both. */
async function serve(flags: AutomationFlags, host: AutomationHost): Promise<() => Promise<void>> {
  const reach = await automationReach(flags.listen)
  const server = await startServer(flags, reach, host)
  const { file } = flags
  const address = addressText(server.url)
  try {
    if (file === undefined) console.log(address)
    else await writeAutomationFile(file, address)
  } catch (error) {
    await server.stop()
    throw error
  }
  if (reach.isForOthers) console.error(`latchkey: ${openWarning(reach)}`)
  return async () => {
    if (file !== undefined) removeAutomationFile(file, address)
    await server.stop()
  }
}

async function startServer(
  { port, sessionIdleMs, webDriver }: AutomationFlags,
  reach: Reach,
  { version, folder, sessionScript, exit }: AutomationHost,
): Promise<AutomationServer> {
  const { log } = openLog(join(folder, 'logs'))
  endOnUncaughtException(log, { tell: (why) => console.error(`latchkey: ${why}`), exit })
  const clock = systemClock()
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
      port,
      reach,
      sessionIdleMs,
      ...(webDriver && { webDriver }),
      version,
      platform: PLATFORMS[process.platform] ?? 'linux',
    },
  )
}

function addressText(url: string): string {
  return JSON.stringify({ url, pageScript: `${url}/latchkey.js`, pid: process.pid })
}
