/** The arguments of `latchkey record-provider`. */
import { parseArgs } from 'node:util'
import { usage } from '../cli/exit-codes'

export const RECORD_USAGE = '[--port=PORT]'

const HIGHEST_PORT = 65_535

/**
 * @returns the port; 0 for a free one.
 * @throws {CommandEnd} `usage`.
 */
export function readPort(args: readonly string[]): number {
  const { port = '0' } = parse(args)
  const number = /^\d{1,5}$/.test(port) ? Number(port) : Number.NaN
  return number <= HIGHEST_PORT
    ? number
    : usage('--port is a number from 0 to 65535; 0 takes a free port.')
}

function parse(args: readonly string[]): { port?: string | undefined } {
  try {
    return parseArgs({ args: [...args], options: { port: { type: 'string' } } }).values
  } catch (error) {
    return usage((error as Error).message)
  }
}
