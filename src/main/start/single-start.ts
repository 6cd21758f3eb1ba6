/**
 * One start at a time. Between making its lock and listening on its socket, an Electron that is not named
 * "chrome" looks to another start like one that has died; two starts at the same moment would both go on. So
 * that step is taken in turn.
 */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Milliseconds that the step may take, and that a start waits for another's. It takes one or two. */
const LONGEST_MS = 5_000
const LOOK_AGAIN_MS = 10

/**
 * Does something while no other start of the same folder does it. A start that died meanwhile is passed over,
 * and so is a folder that takes no file: then whoever opens the vault says what is wrong with it.
 *
 * @param folder the app's data folder; it is made.
 * @returns what `act` returns.
 */
export function startInTurn<T>(folder: string, act: () => T): T {
  const file = join(folder, 'starting')
  if (!waitForTurn(folder, file)) return act()
  try {
    return act()
  } finally {
    rmSync(file, { force: true })
  }
}

/** @returns whether the file is ours. */
function waitForTurn(folder: string, file: string): boolean {
  const began = performance.now()
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    while (!make(file)) {
      if (performance.now() - began > LONGEST_MS || isLeftOver(file)) rmSync(file, { force: true })
      else sleep(LOOK_AGAIN_MS)
    }
    return true
  } catch {
    return false
  }
}

/** @returns false when it is there already. */
function make(file: string): boolean {
  try {
    writeFileSync(file, '', { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

function isLeftOver(file: string): boolean {
  const made = statSync(file, { throwIfNoEntry: false })?.mtimeMs
  return made !== undefined && Date.now() - made > LONGEST_MS
}

/** Nothing else has begun yet: there is nothing that could go on meanwhile. */
function sleep(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
}
