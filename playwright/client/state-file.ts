/** A session's state in a file, as Playwright's `storageState` is kept. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { LatchkeyError } from './latchkey-error.js'
import type { SessionState } from './types/run.js'

/** For its user alone: there are keys in it. Folders on the way are made. */
export function writeState(path: string, state: SessionState): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600 })
}

/** @throws {LatchkeyError} when there is none, or it is no JSON. */
export function readState(path: string): SessionState {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as SessionState
  } catch (error) {
    const why = (error as NodeJS.ErrnoException).code ?? 'it is no JSON'
    throw new LatchkeyError(
      'invalid argument',
      `The state of a session cannot be read from ${path} (${why}).`,
    )
  }
}
