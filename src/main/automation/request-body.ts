import type { IncomingMessage } from 'node:http'
import { readBody } from '../platform/read-body'
import { invalidArgument } from './webdriver/webdriver-error'

/** Large enough for a snapshot of a vault. */
const LONGEST_BODY_BYTES = 16 * 1024 * 1024

/**
 * Reads the body of a command.
 *
 * @returns the parsed JSON; undefined when there is no body.
 * @throws {WebDriverError} `invalid argument` when the body is not JSON or too long.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  if (!hasBody(request)) return undefined
  const body = await readBody(request, LONGEST_BODY_BYTES)
  if (!body)
    throw invalidArgument(`the body is too long; at most ${LONGEST_BODY_BYTES} bytes are allowed`)
  if (body.length === 0) return undefined
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw invalidArgument('the body is not JSON')
  }
}

/** RFC 9112 §6.3. */
function hasBody({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}
