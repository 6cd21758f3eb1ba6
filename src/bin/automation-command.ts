import { AUTOMATION_USAGE } from '../automation/arguments'
import { EXIT } from '../cli/exit-codes'
import type { BinCommand } from './command'

/** The same place in the package and in the build's output, `out/`. */
const AUTOMATION_SCRIPT = new URL('../automation/latchkey-automation.js', import.meta.url)

/** Runs automation in this process, as `node automation/latchkey-automation.js` does. */
export const automationCommand: BinCommand = {
  words: AUTOMATION_USAGE,
  summary: 'serve test drivers, until the process ends',
  options: null,
  run: async (args) => {
    // Automation reads the command line of its process.
    process.argv.splice(2, process.argv.length, ...args)
    await import(/* @vite-ignore */ AUTOMATION_SCRIPT.href)
    return EXIT.ok
  },
}
