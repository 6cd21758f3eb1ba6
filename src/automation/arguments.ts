/** The arguments of Latchkey for test drivers in Node. */
import { parseArgs } from 'node:util'
import {
  AUTOMATION_OPTIONS,
  automationFlags,
  readOptions,
  type AutomationFlags,
} from '../main/start/automation-options'

/** All arguments, for a usage line. */
export const AUTOMATION_USAGE =
  '[--port=PORT] [--listen=HOST] [--automation-file=FILE] [--session-idle=MS] [--parent-pid=PID] [--webdriver=URL]'

/**
 * @param args `process.argv` without the executable and the script.
 * @throws {Error} that names the wrong argument and the expected value.
 */
export function parseAutomationArguments(args: readonly string[]): AutomationFlags {
  const { values } = parseArgs({
    args: [...args],
    options: { ...AUTOMATION_OPTIONS, automation: { type: 'boolean' } },
  })
  const given = Object.entries(values).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  )
  return automationFlags(readOptions(AUTOMATION_OPTIONS, new Map(given)))
}
