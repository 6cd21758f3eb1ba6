/** What automation adds in its own process: it logs, and ends with the process that started it. */
import { join } from 'node:path'
import type { AutomationServer } from '../automation/automation-server'
import type { Reach } from '../platform/reach'
import { openLog } from '../platform/log'
import { systemProcesses } from '../vault/processes'
import type { AutomationFlags } from './automation-options'
import { whenProcessEnds } from './parent-process'
import { serveAutomation } from './serve-automation'
import { endOnUncaughtException } from './uncaught-failures'

/** The process that serves test drivers. */
export interface AutomationHost {
  readonly version: string
  /** The folder of the log. Removed at the end. */
  readonly folder: string
  /** Reads `latchkey-session.js` for the pages of a session. */
  readonly readSessionScript: () => string
  /** Calls `close` once before the process ends normally. */
  readonly closeBeforeEnd: (close: () => Promise<void>) => void
  /** Ends the process normally. */
  readonly end: () => void
  /** Ends the process at once. */
  readonly exit: (code: number) => void
}

/** @throws when no port is free. */
export async function serveProcess(
  flags: AutomationFlags,
  reach: Reach,
  { version, folder, readSessionScript, end, exit }: AutomationHost,
): Promise<AutomationServer> {
  const { log } = openLog(join(folder, 'logs'))
  endOnUncaughtException(log, { tell: (why) => console.error(`latchkey: ${why}`), exit })
  if (flags.parentPid !== undefined)
    void whenProcessEnds(flags.parentPid, (pid) => systemProcesses.identify(pid), end)
  return serveAutomation(flags, { version, log, reach, sessionScript: readSessionScript() })
}
