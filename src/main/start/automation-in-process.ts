/** Automation inside another program's process. It never ends that process, and does not handle its signals. */
import { portFault } from '../../cli/port-fault'
import { FrontDoor } from '../automation/front-door'
import type { Log } from '../platform/log'
import { automationReach, openWarning } from './automation-reach'
import type { AutomationFlags } from './automation-options'
import { serveAutomation, type ServedParts } from './serve-automation'

export interface AutomationInProcess {
  readonly url: string
  /** Ends all sessions, and frees the ports. */
  readonly end: () => Promise<void>
}

/** The record of each session has the reasons of refusals, so only internal errors are logged. */
const FAULTS_ON_CONSOLE: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (text, error) => console.error(`latchkey: ${text}`, error),
}

/**
 * The process may end without `end`, because no socket or timer of this Latchkey keeps it running.
 *
 * @throws {Error} a sentence, when a port or the address cannot be used.
 */
export async function startAutomationInProcess(
  {
    port,
    listen,
    ...options
  }: Pick<AutomationFlags, 'port' | 'listen' | 'sessionIdleMs' | 'webDriver'>,
  parts: Omit<ServedParts, 'log' | 'reach'>,
): Promise<AutomationInProcess> {
  const reach = await automationReach(listen)
  if (reach.isForOthers) console.error(`latchkey: ${openWarning(reach)}`)
  const server = await serveAutomation(options, { ...parts, reach, log: FAULTS_ON_CONSOLE })
  const door = await FrontDoor.open({ port, reach, isUnref: true }).catch(
    async (error: unknown) => {
      await server.stop()
      throw portFault(error, port)
    },
  )
  door.answerBy(server.answer)
  return {
    url: door.url,
    end: async () => {
      await door.close()
      await server.stop()
    },
  }
}
