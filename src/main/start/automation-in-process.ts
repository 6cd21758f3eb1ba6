/** Automation inside of another program's process, which it never ends and whose signals it leaves alone. */
import { FrontDoor } from '../automation/front-door'
import type { Log } from '../platform/log'
import type { AutomationFlags } from './automation-options'
import { serveAutomation, type ServedParts } from './serve-automation'

export interface AutomationInProcess {
  readonly url: string
  /** Ends all sessions, and frees the ports. */
  readonly end: () => Promise<void>
}

/** The record of each session has the reasons of refusals, so only faults of Latchkey itself are worth a line. */
const FAULTS_ON_CONSOLE: Log = {
  info: () => undefined,
  warn: () => undefined,
  error: (text, error) => console.error(`latchkey: ${text}`, error),
}

/**
 * The process may end without `end`, because no socket or timer of this Latchkey keeps the process running.
 *
 * @throws {Error} when a port is taken.
 */
export async function startAutomationInProcess(
  { port, ...options }: Pick<AutomationFlags, 'port' | 'sessionIdleMs' | 'webDriver'>,
  parts: Omit<ServedParts, 'log'>,
): Promise<AutomationInProcess> {
  const server = await serveAutomation(options, { ...parts, log: FAULTS_ON_CONSOLE })
  const door = await FrontDoor.open({ port, isUnref: true }).catch(async (error: unknown) => {
    await server.stop()
    throw error
  })
  door.answerBy(server.answer)
  return {
    url: door.url,
    end: async () => {
      await door.close()
      await server.stop()
    },
  }
}
