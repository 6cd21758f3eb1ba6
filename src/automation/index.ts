/** Latchkey for test drivers in a Node process: without Electron, a display or a keychain. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startAutomation } from '../main/start/automation'
import type { AutomationFlags } from '../main/start/automation-options'
import { AUTOMATION_USAGE, parseAutomationArguments } from './arguments'
import { processEnd } from './process-end'
import { readSessionScript } from './session-script'

/** The build replaces this name. */
declare const __LATCHKEY_VERSION__: string

/** The command line is wrong, so nothing was started. */
const WRONG_USAGE = 64

const { closeBeforeEnd, end } = processEnd((error) => console.error('latchkey:', error))
try {
  await startAutomation(flags(), {
    version: __LATCHKEY_VERSION__,
    folder: mkdtempSync(join(tmpdir(), 'latchkey-automation-')),
    readSessionScript,
    closeBeforeEnd,
    end,
    exit: (code) => process.exit(code),
  })
} catch (error) {
  console.error(`latchkey: ${(error as Error).message}`)
  process.exit(1)
}

function flags(): AutomationFlags {
  try {
    return parseAutomationArguments(process.argv.slice(2))
  } catch (error) {
    console.error(
      `latchkey: ${(error as Error).message}\nUsage: latchkey automation ${AUTOMATION_USAGE}`,
    )
    return process.exit(WRONG_USAGE)
  }
}
