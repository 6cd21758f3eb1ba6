import type { IncomingMessage } from 'node:http'
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
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    // Reads a body that is too long to its end. Otherwise the driver would not read the answer.
    if (length <= LONGEST_BODY_BYTES) chunks.push(chunk)
  }
  if (length > LONGEST_BODY_BYTES)
    throw invalidArgument(`the body is too long; at most ${LONGEST_BODY_BYTES} bytes are allowed`)
  if (length === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw invalidArgument('the body is not JSON')
  }
}
