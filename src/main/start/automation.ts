/** Latchkey for test drivers: no window, no vault of the user's, sessions that each have a world of their own. */
import { app } from 'electron'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AutomationServer } from '../automation/automation-server'
import { AutomationWorld } from '../automation-world/automation-world'
import { procPeerOwner } from '../bridge/peer-owner'
import { builtFile } from '../desktop/built-file'
import { closeBeforeQuit } from '../desktop/close-before-quit'
import type { AutomationFlags, CommandLine } from './command-line'
import { logUncaughtFailures } from './uncaught-failures'
import { openLog } from '../platform/log'
import { whenProcessEnds } from './parent-process'
import { relatedOriginsOnTheWeb } from '../network/related-origins'
import { systemNetwork } from '../network/system-network'
import { systemClock } from '../platform/system-clock'
import { systemProcesses } from '../vault/processes'
import { newUuid, systemRandom } from '../platform/random'

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = { darwin: 'mac', win32: 'windows' }

/** @throws when the port is taken, or the file cannot be written. */
export async function startAutomation({ automation }: CommandLine): Promise<void> {
  if (!automation) return
  const folder = app.getPath('userData')
  const server = await startServer(folder, automation)
  tell(server.url, automation)
  closeBeforeQuit(async () => {
    if (automation.file !== undefined) rmSync(automation.file, { force: true })
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
  logUncaughtFailures(log)
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
      newWorld: (tell) => AutomationWorld.open(parts, tell),
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

/** For the user alone: whoever reads the address can drive. */
function tell(url: string, { file }: AutomationFlags): void {
  const text = JSON.stringify({ url, pageScript: `${url}/latchkey.js`, pid: process.pid })
  if (file === undefined) {
    console.log(text)
    return
  }
  // Whoever waits for the file must not read the half of it; and an old one would keep its own mode.
  const draft = `${file}.tmp`
  rmSync(draft, { force: true })
  writeFileSync(draft, `${text}\n`, { mode: 0o600, flag: 'wx' })
  renameSync(draft, file)
}
