/**
 * Files of a computer whose power may be cut before any call: they know what is certainly on the disk, and what is only in
 * the memory of the system. `crash-states.ts` derives the states that a disk may have after the cut.
 *
 * A file's contents are certain once the file is synced. A name is certain once its folder is synced.
 */
import { basename, dirname } from 'node:path'
import type { FileInfo, Files, OpenFile } from '../../src/main/vault/files'

/** A write, or a new length. */
export type DataChange =
  { readonly at: number; readonly bytes: Buffer } | { readonly length: number }

export interface FileAtCut {
  readonly certain: Buffer
  /** In order. */
  readonly unsynced: readonly DataChange[]
}

/** Names of a folder by path, each with the number of its file. */
export type Names = ReadonlyMap<string, number>

/** A rename is one change of two names. */
export interface NameChange {
  readonly path: string
  /** undefined: the name is removed. */
  readonly file: number | undefined
  /** The name that is removed in the same step. */
  readonly instead?: string
}

/** The moment before a call, or after the last. */
export interface Moment<T> {
  /** The call that does not happen. */
  readonly call: string
  readonly names: Names
  /** In order. */
  readonly unsyncedNames: readonly NameChange[]
  readonly files: ReadonlyMap<number, FileAtCut>
  /** The note that the test takes at each moment. */
  readonly note: T
}

interface Inode {
  readonly number: number
  bytes: Buffer
  certain: Buffer
  unsynced: readonly DataChange[]
}

/** Calls that a control run leaves out, to prove that the harness notices. */
export type Forgotten = 'syncData' | 'sync' | 'syncFolder'

export class PowerCutFiles<T> implements Files {
  readonly moments: Moment<T>[] = []
  readonly #note: () => T
  readonly #forgotten: readonly Forgotten[]
  readonly #inodes = new Map<number, Inode>()
  readonly #names = new Map<string, Inode>()
  #certainNames = new Map<string, number>()
  #unsyncedNames: readonly NameChange[] = []
  #recording = true

  constructor(note: () => T, forgotten: readonly Forgotten[] = []) {
    this.#note = note
    this.#forgotten = forgotten
  }

  /** `false` stops recording moments, for a long setup before the part that the test is about. `true` starts again. */
  record(recording: boolean): void {
    this.#recording = recording
  }

  /** Keeps the moment before `call`. Call it at the end, too. */
  mark(call: string): void {
    if (!this.#recording) return
    const files = [...this.#inodes.values()].map(
      ({ number, certain, unsynced }) => [number, { certain, unsynced }] as const,
    )
    this.moments.push({
      call,
      names: new Map(this.#certainNames),
      unsyncedNames: this.#unsyncedNames,
      files: new Map(files),
      note: this.#note(),
    })
  }

  async open(path: string, how: 'read' | 'read-write' | 'create'): Promise<OpenFile> {
    if (how !== 'create') return this.#handle(path, this.#find(path))
    if (this.#names.has(path)) throw failure('EEXIST', path)
    this.mark(`create ${path}`)
    const empty = Buffer.alloc(0)
    const inode = { number: this.#inodes.size + 1, bytes: empty, certain: empty, unsynced: [] }
    this.#inodes.set(inode.number, inode)
    this.#names.set(path, inode)
    this.#change({ path, file: inode.number })
    return this.#handle(path, inode)
  }

  async info(path: string): Promise<FileInfo | undefined> {
    const inode = this.#names.get(path)
    return inode && describe(inode)
  }

  async rename(from: string, to: string): Promise<void> {
    const inode = this.#find(from)
    // Like rename(2): if both names belong to one file, it leaves them as they are.
    if (this.#names.get(to) === inode) return
    this.mark(`rename to ${to}`)
    this.#names.delete(from)
    this.#names.set(to, inode)
    this.#change({ path: to, file: inode.number, instead: from })
  }

  async link(from: string, to: string): Promise<void> {
    const inode = this.#find(from)
    if (this.#names.has(to)) throw failure('EEXIST', to)
    this.mark(`link to ${to}`)
    this.#names.set(to, inode)
    this.#change({ path: to, file: inode.number })
  }

  async remove(path: string): Promise<void> {
    this.#find(path)
    this.mark(`remove ${path}`)
    this.#names.delete(path)
    this.#change({ path, file: undefined })
  }

  async list(folder: string): Promise<string[]> {
    const paths = [...this.#names.keys()]
    return paths.filter((path) => dirname(path) === folder).map((path) => basename(path))
  }

  async makeFolder(): Promise<void> {}

  async syncFolder(folder: string): Promise<void> {
    this.mark(`sync ${folder}`)
    if (this.#forgotten.includes('syncFolder')) return
    const names = [...this.#names].map(([path, { number }]) => [path, number] as const)
    this.#certainNames = new Map(names)
    this.#unsyncedNames = []
  }

  #change(change: NameChange): void {
    this.#unsyncedNames = [...this.#unsyncedNames, change]
  }

  #find(path: string): Inode {
    const inode = this.#names.get(path)
    if (!inode) throw failure('ENOENT', path)
    return inode
  }

  #handle(path: string, inode: Inode): OpenFile {
    const sync = (how: Forgotten) => async () => {
      this.mark(`${how} ${path}`)
      if (this.#forgotten.includes(how)) return
      inode.certain = inode.bytes
      inode.unsynced = []
    }
    return {
      read: async (target, position) => {
        const read = inode.bytes.subarray(position, position + target.length)
        target.set(read)
        return read.length
      },
      write: async (bytes, at) => {
        this.mark(`write ${path}`)
        this.#apply(inode, { at, bytes: Buffer.from(bytes) })
        return bytes.length
      },
      truncate: async (length) => {
        this.mark(`truncate ${path}`)
        this.#apply(inode, { length })
      },
      sync: sync('sync'),
      syncData: sync('syncData'),
      info: async () => describe(inode),
      close: async () => {},
    }
  }

  #apply(inode: Inode, change: DataChange): void {
    inode.bytes = changed(inode.bytes, change)
    inode.unsynced = [...inode.unsynced, change]
  }
}

/** The contents after a change. */
export function changed(bytes: Buffer, change: DataChange): Buffer {
  if ('length' in change) return resized(bytes, change.length)
  const all = resized(bytes, Math.max(bytes.length, change.at + change.bytes.length))
  change.bytes.copy(all, change.at)
  return all
}

function resized(bytes: Buffer, length: number): Buffer {
  const all = Buffer.alloc(length)
  bytes.copy(all)
  return all
}

function describe({ number, bytes }: Inode): FileInfo {
  return { kind: 'file', size: bytes.length, identity: String(number) }
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
