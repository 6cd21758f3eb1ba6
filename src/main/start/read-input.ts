import { createReadStream } from 'node:fs'
import { CommandError, LONGEST_COMMAND_BYTES } from '../../shared/command-api'
import { whyNotRead } from '../../../playwright/client/why-no-file'
import { readAtMost } from '../../shared/read-at-most'

/**
 * Reads the text of a file, or of the standard input if `path` is `-`.
 *
 * @param most the maximum number of bytes. Stops reading a longer input.
 * @throws {CommandError} when the input is longer, and when the file cannot be read.
 */
export async function readInput(path: string, most = LONGEST_COMMAND_BYTES): Promise<string> {
  const pieces = await read(path, most)
  if (pieces === null) throw tooLong(path, most)
  return Buffer.concat(pieces).toString('utf8')
}

async function read(path: string, most: number): Promise<readonly Uint8Array[] | null> {
  const stream = path === '-' ? process.stdin : createReadStream(path)
  try {
    return await readAtMost(most, stream as AsyncIterable<Buffer>)
  } catch (error) {
    throw new CommandError(
      'failed',
      `${path} cannot be read, because ${whyNotRead(error)}. Check the path.`,
    )
  }
}

function tooLong(path: string, most: number): CommandError {
  const what = path === '-' ? 'The standard input' : path
  return new CommandError(
    'failed',
    `${what} has more than the ${most / 1024 / 1024} MiB that one command may have. Import it in parts.`,
  )
}
