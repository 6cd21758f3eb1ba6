/** Files that the user has named: a state, a case, a report, the address of an automation. */
import { randomUUID } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { whyNotRead, whyNotWritten } from './why-no-file.js'

/** The number of links that Linux follows. */
const MOST_LINKS = 40

export interface WriteOptions {
  /** 0600 for a file that only its owner may read. */
  readonly mode?: number
  /** Whether missing folders are made, as Playwright's `storageState()` does. */
  readonly makeFolders?: boolean
}

/**
 * Writes a whole file, or does not change the existing one. Replaces the file, because a file that is overwritten keeps its
 * mode. Writes through symbolic links: the links stay.
 *
 * @throws {Error} one sentence or two: which file, why, and what to do.
 */
export function writeUserFile(
  path: string,
  text: string,
  { mode, makeFolders = false }: WriteOptions = {},
): void {
  let draft: string | undefined
  try {
    if (makeFolders) mkdirSync(dirname(path), { recursive: true })
    const file = fileToWrite(path)
    draft = `${file}.${randomUUID()}.tmp`
    writeFileSync(draft, text, { flag: 'wx', ...(mode !== undefined && { mode }) })
    renameSync(draft, file)
  } catch (error) {
    throw notWritten(path, error)
  } finally {
    if (draft !== undefined) rmSync(draft, { force: true })
  }
}

/**
 * @returns the path of the file that is to be written, behind all symbolic links. The file may be missing.
 * @throws {Error} a sentence, when the path is not a file, or the folder is missing. A device or a pipe must not be replaced
 * by a file.
 */
export function fileToWrite(path: string): string {
  try {
    const file = behindLinks(path)
    const found = lstatSync(file, { throwIfNoEntry: false })
    if (found && !found.isFile()) throw noFile(path, found.isDirectory() ? 'a folder' : 'no file')
    return file
  } catch (error) {
    throw notWritten(path, error)
  }
}

/** @returns why a module of the user cannot be loaded, a clause for a sentence; undefined when its file can be read. */
export function whyNoModule(path: string): string | undefined {
  try {
    accessSync(path, constants.R_OK)
    return statSync(path).isDirectory() ? 'it is a folder' : undefined
  } catch (error) {
    return whyNotRead(error)
  }
}

/** @returns the error, worded for the user if it is one of the system; other errors as they are. */
export function notWritten(path: string, error: unknown): unknown {
  const { code, syscall } = error as NodeJS.ErrnoException
  if (code === undefined || syscall === undefined) return error
  return new Error(sentenceFor(path, error as NodeJS.ErrnoException), { cause: error })
}

function sentenceFor(path: string, error: NodeJS.ErrnoException): string {
  const folder = dirname(resolve(path))
  // Some folders, such as those of /proc, take no new file.
  if (error.code === 'ENOENT')
    return existsSync(folder)
      ? `${path} cannot be written, because the folder ${folder} takes no new file. Give another path.`
      : `${path} cannot be written, because there is no folder ${folder}. Make the folder, or give another path.`
  const advice = error.code === 'ENOSPC' ? 'Make room, or give another path.' : 'Give another path.'
  return `${path} cannot be written, because ${whyNotWritten(error)}. ${advice}`
}

function noFile(path: string, what: string): Error {
  return new Error(`${path} cannot be written, because it is ${what}. Give the path of a file.`)
}

/** The last part of the path may be missing, so `realpath` alone is not enough. */
function behindLinks(path: string): string {
  let file = resolve(path)
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const folder = realpathSync(dirname(file))
    const found = lstatSync(file, { throwIfNoEntry: false })
    if (!found?.isSymbolicLink()) return join(folder, basename(file))
    file = resolve(folder, readlinkSync(file))
  }
  throw noFile(path, 'a link that leads to itself')
}
