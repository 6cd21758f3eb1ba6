/** Reads and writes a session's state and its case files as JSON, like Playwright's `storageState`. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { LatchkeyError } from './latchkey-error.js'
import type { SessionState } from './types/session-state.js'
import type { CaseFile } from './types/wire.js'

/**
 * Writes a file that only its owner can read, because a state has private keys, and a case names the user. Makes missing
 * folders. Replaces the file, because an overwritten file keeps its mode.
 */
export function writeSessionFile(path: string, contents: SessionState | CaseFile): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}.tmp`
  try {
    writeFileSync(draft, `${JSON.stringify(contents, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
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
