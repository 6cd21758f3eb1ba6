/**
 * The file operations that the vault needs. They are a port, so that a test can make each of them fail or stop short at any
 * call.
 */
import { constants, fdatasync, lstatSync, statfsSync, writeSync } from 'node:fs'
import { link, mkdir, open, readdir, rename, unlink, type FileHandle } from 'node:fs/promises'
import type { FolderPlace } from './folder-faults'

export interface FileInfo {
  readonly kind: 'file' | 'folder' | 'other'
  /** In bytes. */
  readonly size: number
  /** Device and inode. Another file under the same name has another identity. */
  readonly identity: string
  /** When the contents were last written, in milliseconds since the Unix epoch; undefined when unknown. */
  readonly modifiedMs?: number
}

export interface OpenFile {
  /** @returns the number of bytes read; 0 at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>
  /** @returns the number of bytes written, which may be fewer than were given. */
  write(bytes: Uint8Array, position: number): Promise<number>
  /** fsync: contents and all of the metadata. */
  sync(): Promise<void>
  /** fdatasync: contents, and the metadata that reading them back needs. */
  syncData(): Promise<void>
  truncate(length: number): Promise<void>
  info(): Promise<FileInfo>
  close(): Promise<void>
}

export interface Files {
  /**
   * `create` makes a new file that only its owner can read (0600), and fails when the file exists.
   *
   * @throws {NoPlainFileError} for a folder, a device or a FIFO, without waiting for it.
   */
  open(path: string, how: 'read' | 'read-write' | 'create'): Promise<OpenFile>
  /** What is at `path` itself: a symbolic link is `other`. Undefined when there is nothing. */
  info(path: string): Promise<FileInfo | undefined>
  /** Replaces the file at `to` atomically. */
  rename(from: string, to: string): Promise<void>
  /** Gives a file a second name; fails when `to` exists. */
  link(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  /** The names in a folder. */
  list(folder: string): Promise<string[]>
  /** Makes a folder that only its owner can enter (0700), and its missing parent folders. */
  makeFolder(folder: string): Promise<void>
  /** Makes renames and new names in a folder durable. */
  syncFolder(folder: string): Promise<void>
}

/** The path names a folder, a device or a FIFO instead of a file. `message` is a clause. */
class NoPlainFileError extends Error {
  override readonly name = 'NoPlainFileError'

  constructor() {
    super('it is not a plain file')
  }
}

const OWNER_ONLY = 0o600
/** Windows has fewer constants than other systems. */
const system: Partial<typeof constants> = constants
const { O_RDONLY, O_RDWR, O_CREAT, O_EXCL } = constants
const FLAGS = { read: O_RDONLY, 'read-write': O_RDWR, create: O_RDWR | O_CREAT | O_EXCL } as const

/** Opening a FIFO or a device must neither wait nor change anything. These flags do not affect a plain file. */
const PLAIN = (system.O_NONBLOCK ?? 0) | (system.O_NOCTTY ?? 0)

/**
 * The file system. Short calls run synchronously: they take microseconds, a tenth of the time of a switch to another thread.
 * Only calls that wait for the disk run in a thread.
 */
export const diskFiles: Files = {
  async open(path, how) {
    const handle = await open(path, FLAGS[how] | PLAIN, OWNER_ONLY)
    return DiskFile.of(handle)
  },
  async info(path) {
    const stats = lstatSync(path, { bigint: true, throwIfNoEntry: false })
    return stats && describe(stats)
  },
  rename,
  link,
  remove: unlink,
  list: (folder) => readdir(folder),
  async makeFolder(folder) {
    await mkdir(folder, { recursive: true, mode: 0o700 })
  },
  async syncFolder(folder) {
    // Windows cannot sync a folder. Its file system journals renames.
    if (process.platform === 'win32') return
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  },
}

/** Where a folder on the disk is. */
export function placeOf(folder: string): FolderPlace {
  return {
    fileSystem: () => statfsSync(folder).type,
    syncsNames: () =>
      diskFiles.syncFolder(folder).then(
        () => true,
        () => false,
      ),
  }
}

class DiskFile implements OpenFile {
  readonly #handle: FileHandle

  private constructor(handle: FileHandle) {
    this.#handle = handle
  }

  /** @throws {NoPlainFileError} after closing anything that is not a plain file. */
  static async of(handle: FileHandle): Promise<DiskFile> {
    const file = new DiskFile(handle)
    if ((await file.info()).kind === 'file') return file
    await handle.close()
    throw new NoPlainFileError()
  }

  async read(target: Uint8Array, position: number): Promise<number> {
    return (await this.#handle.read(target, 0, target.length, position)).bytesRead
  }

  async write(bytes: Uint8Array, position: number): Promise<number> {
    return writeSync(this.#handle.fd, bytes, 0, bytes.length, position)
  }

  sync(): Promise<void> {
    return this.#handle.sync()
  }

  syncData(): Promise<void> {
    // Takes a tenth less time than the handle's own `datasync()`.
    return new Promise((resolve, reject) => {
      fdatasync(this.#handle.fd, (error) => (error ? reject(error) : resolve()))
    })
  }

  truncate(length: number): Promise<void> {
    return this.#handle.truncate(length)
  }

  async info(): Promise<FileInfo> {
    return describe(await this.#handle.stat({ bigint: true }))
  }

  close(): Promise<void> {
    return this.#handle.close()
  }
}

interface Stats {
  readonly dev: bigint
  readonly ino: bigint
  readonly size: bigint
  readonly mtimeMs: bigint
  isFile(): boolean
  isDirectory(): boolean
}

function describe(stats: Stats): FileInfo {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other',
    size: Number(stats.size),
    identity: `${String(stats.dev)}:${String(stats.ino)}`,
    modifiedMs: Number(stats.mtimeMs),
  }
}
