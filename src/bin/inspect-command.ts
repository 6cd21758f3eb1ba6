import { INSPECT_USAGE } from '../case/usage'
import type { BinCommand } from './command'

/** The build puts it beside the command (vite.bin.config.ts). */
const VERIFIER_WORKER = new URL('./verifier-worker.js', import.meta.url)

/** The inspector is loaded when the command runs. */
export const inspectCommand: BinCommand = {
  words: INSPECT_USAGE,
  summary: 'decode a ceremony, and check it as a relying party does',
  options: null,
  run: async (args, { out, err, folder }) => {
    const { inspectCommand: inspect } = await import('../case/inspect-command')
    return inspect(args, { in: process.stdin, out, err, folder, worker: VERIFIER_WORKER })
  },
}
