/**
 * Makes starts of the app take the single-instance lock one at a time. Between making that lock and listening on its socket, an
 * Electron that is not named "chrome" looks dead to another start. Then two simultaneous starts would both continue.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How long a start may hold the lock, and how long another waits for it. A start holds it for one or two milliseconds. */
const TIMEOUT_MS = 5_000
const RETRY_MS = 10

/**
 * Runs `act` while no other start of the same folder runs its own. Breaks the lock of a dead start. If the folder cannot be
 * written, runs `act` without the lock, because opening the vault reports the problem.
 *
 * @param folder the app's data folder. It is made if it does not exist.
 * @returns what `act` returns.
 */
export function withStartLock<T>(folder: string, act: () => T): T {
  const file = join(folder, 'starting')
  if (!acquire(folder, file)) return act()
  try {
    return act()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @returns false when the folder cannot be written. */
function acquire(folder: string, file: string): boolean {
  const began = performance.now()
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    while (!make(file)) {
      if (performance.now() - began > TIMEOUT_MS || isStale(file)) rmSync(file, { force: true })
      else sleep(RETRY_MS)
    }
    return true
  } catch {
    return false
  }
}

/** @returns false when the file exists already. */
function make(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isStale(file: string): boolean {
  const madeAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return madeAt !== undefined && Date.now() - madeAt > TIMEOUT_MS
}

/** Blocking is acceptable, because no other work runs yet. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
