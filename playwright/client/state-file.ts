/** Reads and writes a session's state as a JSON file, as Playwright does with its `storageState`. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { LatchkeyError } from './latchkey-error.js'
import type { SessionState } from './types/session-state.js'

/**
 * Writes a file that only its owner can read, because it contains private keys. Makes missing folders. Replaces the
 * file, because a file that is overwritten keeps its mode.
 */
export function writeState(path: string, state: SessionState): void {
  mkdirSync(dirname(path), { recursive: true })
  const draft = `${path}.${randomUUID()}.tmp`
  try {
    writeFileSync(draft, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
    renameSync(draft, path)
  } finally {
    rmSync(draft, { force: true })
  }
}

/** @throws {LatchkeyError} when the file cannot be read, or is not JSON. */
export function readState(path: string): SessionState {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SessionState
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'it is not JSON'
    throw new LatchkeyError(
      'invalid argument',
      `The state of a session cannot be read from ${path} (${why}).`,
    )
  }
}
