/**
 * The operating system's lock of a file, held for the life of the process. The lock also works between processes that cannot
 * see each other: in containers, and on computers that share a folder whose file system has locks.
 *
 * The file stays after the release. If it were removed, one process could lock the removed file while another makes a new one.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { constants } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { codeOf } from './errors'
import { ignore } from './whole-file'

export interface OsLock {
  release(): Promise<void>
}

/**
 * Locks a file. Makes the file if it does not exist.
 *
 * @returns `held` when another process holds the lock; `none` when this system or file system has no such locks, or the file
 *   cannot be opened. Never rejects.
 */
export type TakeOsLock = (path: string) => Promise<OsLock | 'held' | 'none'>

const OWNER_ONLY = 0o600
const READ_WRITE = constants.O_RDWR | constants.O_CREAT

/** Open flags that lock: open(2) of macOS has O_EXLOCK and O_NONBLOCK, and libuv has UV_FS_O_EXLOCK on Windows. */
const LOCKING_FLAGS: Partial<Record<NodeJS.Platform, number>> = {
  darwin: 0x20 | 0x4,
  win32: 0x10000000,
}
const HELD = new Set(['EAGAIN', 'EWOULDBLOCK', 'EBUSY'])

export const takeOsLock: TakeOsLock = (path) => {
  const flags = LOCKING_FLAGS[process.platform]
  return flags === undefined ? lockByFlock(path, 'flock') : lockByOpening(path, flags)
}

async function lockByOpening(path: string, flags: number): Promise<OsLock | 'held' | 'none'> {
  try {
    return heldBy(await open(path, READ_WRITE | flags, OWNER_ONLY))
  } catch (error) {
    return HELD.has(codeOf(error) ?? '') ? 'held' : 'none'
  }
}

/**
 * Node has no flock(2), so a program of util-linux takes the lock. The lock belongs to the open file, which is ours: the lock
 * stays when the program ends, and ends when we close the file or our process ends. Other programs that we start do not inherit
 * the file, because Node opens it as close-on-exec.
 *
 * @param program `flock`. A test passes another program.
 */
export async function lockByFlock(
  path: string,
  program: string,
): Promise<OsLock | 'held' | 'none'> {
  const file = await open(path, READ_WRITE, OWNER_ONLY).catch(ignore)
  if (!file) return 'none'
  const taken = await runFlock(program, file.fd)
  if (taken === 'ours') return heldBy(file)
  await file.close()
  return taken
}

/** The exit code of flock(1) when the lock is held (its option `-E`). Other codes mean that the lock is not available. */
const HELD_CODE = 75

async function runFlock(program: string, fd: number): Promise<'ours' | 'held' | 'none'> {
  try {
    const flock = spawn(program, ['-x', '-n', '-E', String(HELD_CODE), '3'], {
      stdio: ['ignore', 'ignore', 'ignore', fd],
    })
    const [code] = (await once(flock, 'exit')) as [number | null]
    if (code === 0) return 'ours'
    return code === HELD_CODE ? 'held' : 'none'
  } catch {
    // The program does not exist.
    return 'none'
  }
}

function heldBy(file: FileHandle): OsLock {
  return { release: () => file.close().catch(ignore) }
}
