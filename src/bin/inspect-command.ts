import { INSPECT_USAGE } from '../case/usage'
import type { BinCommand } from './command'

/** The inspector is loaded when the command runs. */
export const inspectCommand: BinCommand = {
  words: INSPECT_USAGE,
  summary: 'decode a ceremony, and check it as a relying party does',
  options: null,
  run: async (args, { out }) => {
    const { inspectCommand: inspect } = await import('../case/inspect-command')
    return inspect(args, { in: process.stdin, out })
  },
}
