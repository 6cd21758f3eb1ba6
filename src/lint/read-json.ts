/** Reads the JSON input of a command: from a file, or from the standard input. */
import { createReadStream } from 'node:fs'
import { whyNotRead } from '../../playwright/client/why-no-file'
import { CommandEnd, EXIT, usage } from '../cli/exit-codes'
import { plain } from '../cli/plain-text'
import { parseJsonText, placeOfJsonFault } from '../shared/parse-json-text'
import { readAtMost } from '../shared/read-at-most'

/** A record of ten thousand calls is shorter. */
const LONGEST_FILE = 64 * 1024 * 1024

/**
 * @param file undefined for the standard input.
 * @throws {CommandEnd} `failed`; `usage` when there is no input.
 */
export async function readJson(
  file: string | undefined,
  stdin: AsyncIterable<Uint8Array>,
): Promise<unknown> {
  const text = file === undefined ? await readText(stdin) : await readFile(file)
  if (text === '' && file === undefined)
    usage('Nothing came on the standard input. Name a file, or send one.')
  return parseJson(text, file)
}

async function readText(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces = await readAtMost(LONGEST_FILE, stream)
  if (pieces === null) return failed('The file is longer than 64 MiB.')
  return Buffer.concat(pieces).toString('utf8')
}

async function readFile(path: string): Promise<string> {
  try {
    return await readText(createReadStream(path))
  } catch (error) {
    if (error instanceof CommandEnd) throw error
    return failed(`${path} cannot be read, because ${whyNotRead(error)}. Check the path.`)
  }
}

function parseJson(text: string, file: string | undefined): unknown {
  try {
    return parseJsonText(text)
  } catch {
    const name = file === undefined ? 'The standard input' : `The file ${plain(file)}`
    return failed(`${name} is not JSON: see ${placeOfJsonFault(text)}.`)
  }
}

/** @throws {CommandEnd} always. */
export function failed(message: string): never {
  throw new CommandEnd(EXIT.failed, message)
}
