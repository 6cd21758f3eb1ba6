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
import { notWritten } from '../../../playwright/client/user-file'
import { whyNotWritten } from '../../../playwright/client/why-no-file'

/**
 * Checks what can be checked before the user is asked to confirm an export.
 *
 * @throws when the path is taken, or no file can be made there. The message says what to do.
 */
export function requireNewFile(path: string): void {
  const folder = dirname(resolve(path))
  try {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) {
      accessSync(folder, constants.W_OK | constants.X_OK)
      return
    }
  } catch (error) {
    throw new Error(
      codeOf(error) === 'ENOENT'
        ? `There is no folder ${folder}. Make it, or give another path.`
        : `No file can be made in ${folder}, because ${whyNotWritten(error)}. Give another path.`,
      { cause: error },
    )
  }
  throw alreadyThere(path)
}

/** @throws when the path is taken, or the text cannot be written. Leaves no part of the text behind. */
export function writeSecretFile(path: string, text: string): void {
  const file = openNew(path)
  try {
    writeFileSync(file, text)
  } catch (error) {
    rmSync(path, { force: true })
    throw notWritten(path, error)
  } finally {
    closeSync(file)
  }
}

function openNew(path: string): number {
  try {
    return openSync(path, 'wx', 0o600)
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? alreadyThere(path) : notWritten(path, error)
  }
}

function alreadyThere(path: string): Error {
  return new Error(`${path} is there already. Give another path, or remove that file first.`)
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code
}
