import type { IncomingMessage } from 'node:http'
import { invalidArgument } from './webdriver/webdriver-error'

/** Snapshots of a vault come this way, too. */
const LONGEST_BODY_BYTES = 16 * 1024 * 1024

/**
 * Reads the body of a command.
 *
 * @returns the parsed JSON; undefined when there is no body.
 * @throws {WebDriverError} `invalid argument` when it is no JSON or too long.
 */
export async function readJson(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    // What is too long is read to its end, so that the driver reads our answer.
    if (length <= LONGEST_BODY_BYTES) chunks.push(chunk)
  }
  if (length > LONGEST_BODY_BYTES)
    throw invalidArgument(`the body is longer than ${LONGEST_BODY_BYTES} bytes`)
  if (length === 0) return undefined
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    throw invalidArgument('the body is no JSON')
  }
}
