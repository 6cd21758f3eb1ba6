/** Latchkey for test drivers inside another program's Node process. The client imports this module. */
import {
  startAutomationInProcess,
  type AutomationInProcess,
} from '../main/start/automation-in-process'
import { parseAutomationArguments } from './arguments'
import { readSessionScript } from './session-script'

/** The build replaces this name. */
declare const __LATCHKEY_VERSION__: string

/**
 * @param args flags, as `latchkey automation` takes them.
 * @throws {Error} when a flag is wrong, or a port is taken.
 */
export async function startInProcess(args: readonly string[]): Promise<AutomationInProcess> {
  const { file, parentPid, ...flags } = parseAutomationArguments(args)
  if (file !== undefined || parentPid !== undefined)
    throw new Error('--automation-file and --parent-pid need a process of their own.')
  return startAutomationInProcess(flags, {
    version: __LATCHKEY_VERSION__,
    sessionScript: readSessionScript(),
  })
}
