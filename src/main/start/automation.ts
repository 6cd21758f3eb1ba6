/** Latchkey for test drivers: no window, and no vault of the user. Sessions share nothing with each other. */
import { app } from 'electron'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { AutomationServer } from '../automation/automation-server'
import { AutomationSession } from '../automation-session/automation-session'
import { procPeerOwner } from '../bridge/peer-owner'
import { builtFile } from '../desktop/built-file'
import { closeBeforeQuit } from '../desktop/close-before-quit'
import { relatedOriginsOnTheWeb } from '../network/related-origins'
import { systemNetwork } from '../network/system-network'
import { openLog } from '../platform/log'
import { newUuid, systemRandom } from '../platform/random'
import { systemClock } from '../platform/system-clock'
import { systemProcesses } from '../vault/processes'
import { removeAutomationFile, writeAutomationFile } from './automation-file'
import type { AutomationFlags, CommandLine } from './command-line'
import { whenProcessEnds } from './parent-process'
import { endOnUncaughtException } from './uncaught-failures'

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', win32: 'windows' }

/** @throws when the port is taken, or the file cannot be written. */
export async function startAutomation({ automation }: CommandLine): Promise<void> {
  if (!automation) return
  const folder = app.getPath('userData')
  const server = await startServer(folder, automation)
  const { file } = automation
  const address = addressText(server.url)
  if (file === undefined) console.log(address)
  else writeAutomationFile(file, address)
  closeBeforeQuit(async () => {
    if (file !== undefined) removeAutomationFile(file, address)
    await server.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  })
  if (automation.parentPid !== undefined)
    void whenProcessEnds(
      automation.parentPid,
      (pid) => systemProcesses.identify(pid),
      () => app.quit(),
    )
}

async function startServer(
  folder: string,
  { port, sessionIdleMs, webDriver }: AutomationFlags,
): Promise<AutomationServer> {
  const { log } = openLog(join(folder, 'logs'))
  endOnUncaughtException(log, {
    tell: (why) => console.error(`latchkey: ${why}`),
    exit: (code) => app.exit(code),
  })
  const clock = systemClock()
  const parts = {
    version: app.getVersion(),
    uid: process.getuid?.(),
    clock,
    random: systemRandom,
    newId: newUuid,
    peers: procPeerOwner(),
    relatedOrigins: relatedOriginsOnTheWeb(systemNetwork),
    log,
    sessionScript: readFileSync(builtFile('page', 'latchkey-session.js'), 'utf8'),
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
      sessionIdleMs,
      ...(webDriver && { webDriver }),
      version: parts.version,
      platform: PLATFORMS[process.platform] ?? 'linux',
    },
  )
}

function addressText(url: string): string {
  return JSON.stringify({ url, pageScript: `${url}/latchkey.js`, pid: process.pid })
}
