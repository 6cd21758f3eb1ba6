import { dirname, basename } from 'node:path'
import type { FileInfo, Files, OpenFile } from '../../src/main/vault/files'

interface Inode {
  readonly number: number
  bytes: Buffer
}

/** Files in memory, for tests that open a vault a thousand times. Every folder exists. */
export class MemoryFiles implements Files {
  readonly #inodes = new Map<string, Inode>()
  #made = 0

  async open(path: string, how: 'read' | 'read-write' | 'create'): Promise<OpenFile> {
    if (how !== 'create') return new MemoryFile(this.#find(path))
    if (this.#inodes.has(path)) throw failure('EEXIST', path)
    const inode = { number: ++this.#made, bytes: Buffer.alloc(0) }
    this.#inodes.set(path, inode)
    return new MemoryFile(inode)
  }

  async info(path: string): Promise<FileInfo | undefined> {
    const inode = this.#inodes.get(path)
    return inode && describe(inode)
  }

  async rename(from: string, to: string): Promise<void> {
    const inode = this.#find(from)
    // Like rename(2): if both names belong to one file, it leaves them as they are.
    if (this.#inodes.get(to) === inode) return
    this.#inodes.set(to, inode)
    this.#inodes.delete(from)
  }

  async link(from: string, to: string): Promise<void> {
    const inode = this.#find(from)
    if (this.#inodes.has(to)) throw failure('EEXIST', to)
    this.#inodes.set(to, inode)
  }

  async remove(path: string): Promise<void> {
    this.#find(path)
    this.#inodes.delete(path)
  }

  async list(folder: string): Promise<string[]> {
    return [...this.#inodes.keys()]
      .filter((path) => dirname(path) === folder)
      .map((path) => basename(path))
  }

  async makeFolder(): Promise<void> {}

  async syncFolder(): Promise<void> {}

  #find(path: string): Inode {
    const inode = this.#inodes.get(path)
    if (!inode) throw failure('ENOENT', path)
    return inode
  }
}

class MemoryFile implements OpenFile {
  readonly #inode: Inode

  constructor(inode: Inode) {
    this.#inode = inode
  }

  async read(target: Uint8Array, position: number): Promise<number> {
    const read = this.#inode.bytes.subarray(position, position + target.length)
    target.set(read)
    return read.length
  }

  async write(bytes: Uint8Array, position: number): Promise<number> {
    const size = Math.max(this.#inode.bytes.length, position + bytes.length)
    const written = Buffer.alloc(size)
    written.set(this.#inode.bytes)
    written.set(bytes, position)
    this.#inode.bytes = written
    return bytes.length
  }

  async sync(): Promise<void> {}

  async syncData(): Promise<void> {}

  async truncate(length: number): Promise<void> {
    this.#inode.bytes = this.#inode.bytes.subarray(0, length)
  }

  async info(): Promise<FileInfo> {
    return describe(this.#inode)
  }

  async close(): Promise<void> {}
}

function describe({ number, bytes }: Inode): FileInfo {
  return { kind: 'file', size: bytes.length, identity: String(number) }
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code })
}
