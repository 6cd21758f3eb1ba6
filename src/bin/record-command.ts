import { once } from 'node:events'
import { RECORD_USAGE } from '../recorder/arguments'
import type { BinCommand } from './command'

/** Windows has no signals, but Node sends SIGINT there for Ctrl+C. */
const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Serves the page that records a provider, until the user ends it. */
export const recordCommand: BinCommand = {
  words: RECORD_USAGE,
  summary: 'make a profile of the passkey provider of a browser',
  options: null,
  run: async (args, { out }) => {
    const { serveRecorder } = await import('../recorder/record-command')
    return serveRecorder(args, { out, ended: endOfProcess() })
  },
}

function endOfProcess(): AbortSignal {
  const controller = new AbortController()
  for (const name of SIGNALS) void once(process, name).then(() => controller.abort())
  return controller.signal
}
