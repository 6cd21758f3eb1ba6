/**
 * Keeps a second Latchkey out of a vault's folder.
 *
 * A lock is a file `vault.lock-N` that names the process which holds it. A process that wants the vault looks for a living
 * holder, and then makes the file with the next number. If several processes do so at once, the file system lets one succeed.
 * The lock of a dead process is skipped and then removed. It is never replaced, because another process may have taken the path
 * since the look.
 *
 * Processes in other containers and on other computers look dead from here. The operating system's lock, if there is one, keeps
 * those out as well.
 */
import { join } from 'node:path'
import { encodeBase64Url } from '../../shared/base64url'
import { codeOf } from './errors'
import type { Files } from './files'
import type { OsLock, TakeOsLock } from './os-lock'
import type { Processes } from './ports'
import { hasNoLinks, ignore, readBeginning, removeIfThere, writeNewFile } from './whole-file'
import type { Clock, Randomness } from '../platform/ports'

const PREFIX = 'vault.lock-'
/** The file that the operating system locks. */
const OS_LOCK = 'vault.lock'
const DRAFT_PREFIX = 'vault.lock.'
const LONGEST_LOCK_BYTES = 4096
/** UTF-16 code units. */
const LONGEST_HOST = 255

export interface VaultLock {
  /** False once the lock's file is gone, for example because somebody deleted the whole folder. */
  isHeld(): Promise<boolean>
  release(): Promise<void>
}

export interface LockPorts {
  readonly files: Files
  readonly processes: Processes
  readonly random: Randomness
  readonly clock: Pick<Clock, 'now'>
  /** Takes the operating system's lock; absent when the files are not on a disk. */
  readonly takeOsLock?: TakeOsLock
}

/** The process that holds a lock, as the lock's file names it. */
export interface LockHolder {
  /** The process id, on its own host and in its own container. */
  readonly pid: number
  /** undefined when the file does not say, as in earlier versions. */
  readonly host: string | undefined
  /** When the lock was taken, by the holder's clock, in milliseconds since the Unix epoch; undefined when unknown. */
  readonly since: number | undefined
}

/** The holder of a folder's lock; undefined when it cannot be read, or the holder has just ended. Never rejects. */
export async function readLockHolder(
  folder: string,
  ports: Pick<LockPorts, 'files' | 'processes'>,
): Promise<LockHolder | undefined> {
  const locks = await readLocks(folder, ports).catch(() => [])
  const newestFirst = locks.toSorted((a, b) => b.number - a.number)
  // The processes of other containers and computers look dead from here.
  return (newestFirst.find(({ alive }) => alive) ?? newestFirst[0])?.holder
}

/** Whether a process of this machine holds the lock of a folder. Never takes the lock, even briefly. */
export async function isLockedHere(
  folder: string,
  ports: Pick<LockPorts, 'files' | 'processes'>,
): Promise<boolean> {
  const locks = await readLocks(folder, ports).catch(() => [])
  return locks.some(({ alive }) => alive)
}

/**
 * Takes the lock of a folder.
 *
 * @returns undefined when another process holds it.
 * @throws when the folder cannot be written to.
 */
export async function takeVaultLock(
  folder: string,
  ports: LockPorts,
): Promise<VaultLock | undefined> {
  const os = (await ports.takeOsLock?.(join(folder, OS_LOCK))) ?? 'none'
  if (os === 'held') return undefined
  if (os === 'none') return takeNamedLock(folder, ports)
  try {
    const named = await takeNamedLock(folder, ports)
    if (named) return both(named, os)
  } catch (error) {
    await os.release()
    throw error
  }
  await os.release()
  return undefined
}

/** Releases the operating system's lock last. Until then, no other process looks at the named lock. */
function both(named: VaultLock, os: OsLock): VaultLock {
  return {
    isHeld: () => named.isHeld(),
    release: async () => {
      try {
        await named.release()
      } finally {
        await os.release()
      }
    },
  }
}

async function takeNamedLock(folder: string, ports: LockPorts): Promise<VaultLock | undefined> {
  const { files, random } = ports
  const before = await readLocks(folder, ports)
  if (before.some((lock) => lock.alive)) return undefined
  const number = Math.max(0, ...before.map((lock) => lock.number)) + 1
  const path = join(folder, `${PREFIX}${number}`)
  const draft = join(folder, `${DRAFT_PREFIX}${encodeBase64Url(random.bytes(9))}`)
  if (!(await create(path, draft, ports))) return undefined
  try {
    return await takeOver({ folder, number, path }, ports)
  } catch (error) {
    // Otherwise a retry, even of this process, would mistake the lock for another Latchkey's.
    await removeIfThere(files, path).catch(ignore)
    throw error
  }
}

interface OwnLock {
  readonly folder: string
  readonly number: number
  readonly path: string
}

/** Looks again for a living holder, and removes the locks of dead holders. */
async function takeOver(
  { folder, number, path }: OwnLock,
  ports: LockPorts,
): Promise<VaultLock | undefined> {
  const { files } = ports
  const others = (await readLocks(folder, ports)).filter((lock) => lock.number !== number)
  if (others.some((lock) => lock.alive)) {
    await removeIfThere(files, path)
    return undefined
  }
  for (const lock of others) await removeIfThere(files, join(folder, `${PREFIX}${lock.number}`))
  for (const name of await files.list(folder))
    if (name.startsWith(DRAFT_PREFIX)) await removeIfThere(files, join(folder, name))
  return lockAt(path, files)
}

/** The lock whose file is at `path` now. A later file at that path is another process's lock. */
async function lockAt(path: string, files: Files): Promise<VaultLock> {
  const own = await files.info(path)
  const isHeld = async () => (await files.info(path))?.identity === own?.identity
  return {
    isHeld,
    release: async () => {
      if (await isHeld()) await removeIfThere(files, path)
    },
  }
}

/** Creates the lock's file with its contents in one step. */
async function create(
  path: string,
  draft: string,
  { files, processes, clock }: LockPorts,
): Promise<boolean> {
  const { pid, host } = processes
  const identity = await processes.identify(pid)
  const holder = { pid, identity, ...(host !== undefined && { host }), since: clock.now() }
  const contents = new TextEncoder().encode(JSON.stringify(holder))
  await writeNewFile(files, draft, contents)
  try {
    await files.link(draft, path).catch((error: unknown) => {
      if (!hasNoLinks(error)) throw error
      return writeNewFile(files, path, contents)
    })
    return true
  } catch (error) {
    // Another process was faster, and may have removed our draft.
    if (codeOf(error) === 'EEXIST' || codeOf(error) === 'ENOENT') return false
    throw error
  } finally {
    await removeIfThere(files, draft).catch(ignore)
  }
}

interface FoundLock {
  readonly number: number
  readonly alive: boolean
  /** undefined when the file does not name a process. */
  readonly holder: LockHolder | undefined
}

type ReadingPorts = Pick<LockPorts, 'files' | 'processes'>

async function readLocks(folder: string, ports: ReadingPorts): Promise<FoundLock[]> {
  const names = await ports.files.list(folder)
  const numbers = names.flatMap((name) => /^vault\.lock-([1-9]\d{0,8})$/.exec(name)?.[1] ?? [])
  return Promise.all(
    numbers.map(async (digits) => ({
      number: Number(digits),
      ...(await readHolder(join(folder, `${PREFIX}${digits}`), ports)),
    })),
  )
}

async function readHolder(
  path: string,
  { files, processes }: ReadingPorts,
): Promise<Pick<FoundLock, 'alive' | 'holder'>> {
  const holder = parse(await readLock(files, path))
  if (!holder) return { alive: false, holder }
  return { alive: (await processes.identify(holder.pid)) === holder.identity, holder }
}

async function readLock(files: Files, path: string): Promise<string> {
  try {
    return new TextDecoder().decode(await readBeginning(files, path, LONGEST_LOCK_BYTES))
  } catch (error) {
    // The holder has just ended.
    if (codeOf(error) === 'ENOENT') return ''
    throw error
  }
}

function parse(text: string): (LockHolder & { readonly identity: string }) | undefined {
  try {
    const { pid, identity, host, since } = JSON.parse(text) as Record<string, unknown>
    if (typeof pid !== 'number' || typeof identity !== 'string') return undefined
    return {
      pid,
      identity,
      host: typeof host === 'string' ? host.slice(0, LONGEST_HOST) : undefined,
      since: typeof since === 'number' ? since : undefined,
    }
  } catch {
    return undefined
  }
}
