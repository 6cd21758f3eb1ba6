/**
 * The commands over the client for tests. They are loaded when they run, because the server for agents is larger than all
 * others.
 */
import { isatty } from 'node:tty'
import { AUDIT_USAGE } from '../audit/arguments'
import { CEREMONY_USAGE } from '../ceremony/arguments'
import { MCP_USAGE } from '../mcp/arguments'
import type { BinCommand } from './command'

export const auditCommand: BinCommand = {
  words: AUDIT_USAGE,
  summary: 'try a relying party under profiles and faults',
  options: null,
  run: async (args, { out, err, folder }) => {
    const { auditCommand: run } = await import('../audit/audit-command')
    const isTerminal = { out: isatty(1), err: isatty(2) }
    return run(args, { out, err, folder, isTerminal, onInterrupt })
  },
}

/** Handles only the first Ctrl+C, so that the second ends the process at once. */
function onInterrupt(stop: () => void): () => void {
  process.once('SIGINT', stop)
  return () => void process.off('SIGINT', stop)
}

export const ceremonyCommand: BinCommand = {
  words: CEREMONY_USAGE,
  summary: 'answer a server’s options, or send a signal, without a browser',
  options: null,
  run: async (args, { out, err }) => {
    const { ceremonyCommand: answer } = await import('../ceremony/ceremony-command')
    return answer(args, { in: process.stdin, out, err })
  },
}

export const mcpCommand: BinCommand = {
  words: MCP_USAGE,
  summary: 'serve an agent over the Model Context Protocol',
  options: null,
  run: async (args, { err, version }) => {
    const { mcpCommand: serve } = await import('../mcp/mcp-command')
    return serve(args, { in: process.stdin, out: process.stdout, err }, { version })
  },
}
