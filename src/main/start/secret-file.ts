/** A new file of private keys, which only its user can read. */
import {
  accessSync,
  closeSync,
  constants,
  lstatSync,
  openSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, resolve } from 'node:path'

/**
 * Checks what can be checked before the user is asked to confirm an export.
 *
 * @throws when the path is taken, or no file can be made there. The message says what to do.
 */
export function requireNewFile(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })) throw alreadyThere(path)
  const folder = dirname(resolve(path))
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new Error(
      codeOf(error) === 'ENOENT'
        ? `There is no folder ${folder}. Make it, or give another path.`
        : `No file can be made in ${folder} (${codeOf(error)}). Give another path.`,
      { cause: error },
    )
  }
}

/** @throws when the path is taken, or the text cannot be written. Leaves no part of the text behind. */
export function writeSecretFile(path: string, text: string): void {
  const file = openNew(path)
  try {
    writeFileSync(file, text)
  } catch (error) {
    rmSync(path, { force: true })
    throw error
  } finally {
    closeSync(file)
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? alreadyThere(path) : error
  }
}

function alreadyThere(path: string): Error {
  return new Error(`${path} is there already. Give another path, or remove that file first.`)
}

function codeOf(error: unknown): string {
  return (error as NodeJS.ErrnoException).code ?? 'no reason'
}
