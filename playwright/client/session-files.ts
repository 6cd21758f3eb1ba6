/** Reads and writes a session's state, and its case files, as Playwright does with its `storageState`: as JSON. */
import { readFileSync } from 'node:fs'
import { LatchkeyError } from './latchkey-error.js'
import type { SessionState } from './types/session-state.js'
import type { CaseFile } from './types/wire.js'
import { writeUserFile } from './user-file.js'

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

/** @throws {LatchkeyError} when the file cannot be read, or is not JSON. */
export function readState(path: string): SessionState {
  return readJson(path, 'The state of a session') as SessionState
}

/** @throws {LatchkeyError} when the file cannot be read, or is not JSON. */
export function readCase(path: string): CaseFile {
  return readJson(path, 'The case') as CaseFile
}

function readJson(path: string, what: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'it is not JSON'
    throw new LatchkeyError('invalid argument', `${what} cannot be read from ${path} (${why}).`)
  }
}
