/** Reads and writes a session's state, and its case files, as Playwright does with its `storageState`: as JSON. */
import { readFileSync } from 'node:fs'
import { LatchkeyError } from './latchkey-error.js'
import type { SessionState } from './types/session-state.js'
import type { CaseFile } from './types/wire.js'
import { writeUserFile } from './user-file.js'
import { whyNotRead } from './why-no-file.js'

/**
 * Writes a file that only its owner can read: a state has private keys, and a case names the user. Makes missing folders.
 *
 * @throws {LatchkeyError} when the file cannot be written.
 */
export function writeSessionFile(path: string, contents: SessionState | CaseFile): void {
  try {
    const text = `${JSON.stringify(contents, null, 2)}\n`
    writeUserFile(path, text, { mode: 0o600, makeFolders: true })
  } catch (error) {
    throw new LatchkeyError('invalid argument', (error as Error).message, { cause: error })
  }
}

/** Waits for the contents, and writes them to the file if a path is given. */
export async function alsoWritten<T extends SessionState | CaseFile>(
  coming: Promise<T>,
  path: string | undefined,
): Promise<T> {
  const contents = await coming
  if (path !== undefined) writeSessionFile(path, contents)
  return contents
}

/**
 * Sends the caller's value, or the contents of the file at this path.
 *
 * @param what the file is, such as `a snapshot`.
 * @throws {LatchkeyError} when the file cannot be read or is not JSON. If Latchkey refuses the contents of the file, the
 * message names the file.
 */
export async function sentFrom<T>(
  given: object | string,
  what: string,
  send: (contents: object) => Promise<T>,
): Promise<T> {
  if (typeof given !== 'string') return send(given)
  const contents = readJson(given, what)
  try {
    return await send(contents)
  } catch (error) {
    if (!(error instanceof LatchkeyError && error.code === 'invalid argument')) throw error
    throw new LatchkeyError(error.code, `${given}: ${error.message}`, { cause: error })
  }
}

function readJson(path: string, what: string): object {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw invalid(
      `${path} cannot be read as ${what}, because ${whyNotRead(error)}. Check the path.`,
    )
  }
  if (typeof json === 'object' && json !== null && !Array.isArray(json)) return json
  throw invalid(`${path} is not ${what}: it holds no JSON object. Check the path.`)
}

function invalid(message: string): LatchkeyError {
  return new LatchkeyError('invalid argument', message)
}
