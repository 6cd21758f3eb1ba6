/** The arguments of `latchkey mcp`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'

/** All of them, for a usage line. */
export const MCP_USAGE = '[--automation-file=FILE [--session=ID]]'

const OPTIONS = { 'automation-file': { type: 'string' }, session: { type: 'string' } } as const

export interface McpArguments {
  /** The file of a running automation; undefined: one is started. */
  readonly automationFile: string | undefined
  /** A session of that automation; undefined: a new one is opened. */
  readonly sessionId: string | undefined
}

/** @throws {CommandEnd} `usage`. */
export function readMcpArguments(args: readonly string[]): McpArguments {
  const { 'automation-file': automationFile, session: sessionId } = parse(args)
  if (sessionId !== undefined && automationFile === undefined)
    usage('--session needs --automation-file: only a Latchkey that runs already has sessions.')
  return { automationFile, sessionId }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS }).values
  } catch (error) {
    return usage((error as Error).message)
  }
}
