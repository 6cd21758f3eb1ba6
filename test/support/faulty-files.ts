import type { Files, OpenFile } from '../../src/main/vault/files'

/** A call that changes something. Reads are left out, so that the numbers of the calls stay the same. */
export type FileCall =
  | 'create'
  | 'write'
  | 'sync'
  | 'syncData'
  | 'truncate'
  | 'rename'
  | 'link'
  | 'remove'
  | 'syncFolder'
  | 'makeFolder'

export interface MadeCall {
  readonly call: FileCall
  /** Among all, from 0; NaN for the witness. */
  readonly number: number
  readonly path: string
  /** To be written; 0 for every other call. */
  readonly bytes: number
}

/** What happens instead: an error with this code, or a write of only this many bytes. */
export type Fault = { readonly code: string } | { readonly shortWrite: number }

/** Wraps other files, and can make every changing call fail. */
export class FaultyFiles implements Files {
  readonly #files: Files
  /** Every such call, in order, except those on the witness, because no change waits for them. */
  readonly calls: FileCall[] = []
  /** Decides on a call; undefined lets it pass. */
  fault: (call: MadeCall) => Fault | undefined = () => undefined
  /** Whether closing a file fails. The file is closed all the same, as after close(2). */
  failsToClose: (path: string) => boolean = () => false
  readonly #open = new Set<FaultyFile>()

  constructor(files: Files) {
    this.#files = files
  }

  /** Restarts the count of calls at 0. */
  reset(): void {
    this.calls.length = 0
    this.fault = () => undefined
  }

  /** The paths of the files that are open, in the order of their opening. */
  get stillOpen(): string[] {
    return Array.from(this.#open, ({ path }) => path)
  }

  async open(path: string, how: 'read' | 'read-write' | 'create'): Promise<OpenFile> {
    if (how === 'create') this.check('create', path)
    const file = new FaultyFile(this, path, await this.#files.open(path, how))
    this.#open.add(file)
    return file
  }

  info(path: string) {
    return this.#files.info(path)
  }

  async rename(from: string, to: string): Promise<void> {
    this.check('rename', to)
    await this.#files.rename(from, to)
  }

  async link(from: string, to: string): Promise<void> {
    this.check('link', to)
    await this.#files.link(from, to)
  }

  async remove(path: string): Promise<void> {
    this.check('remove', path)
    await this.#files.remove(path)
  }

  list(folder: string): Promise<string[]> {
    return this.#files.list(folder)
  }

  async makeFolder(folder: string): Promise<void> {
    this.check('makeFolder', folder)
    await this.#files.makeFolder(folder)
  }

  async syncFolder(folder: string): Promise<void> {
    this.check('syncFolder', folder)
    await this.#files.syncFolder(folder)
  }

  closed(file: FaultyFile): void {
    this.#open.delete(file)
    if (this.failsToClose(file.path)) throw new Error('EIO: close')
  }

  /** @returns how many bytes a write may take. */
  check(call: FileCall, path: string, bytes = 0): number {
    const isWitness = path.endsWith('vault.witness')
    const fault = this.fault({ call, number: isWitness ? NaN : this.calls.length, path, bytes })
    if (!isWitness) this.calls.push(call)
    if (!fault) return Infinity
    if ('shortWrite' in fault) return fault.shortWrite
    throw Object.assign(new Error(`${fault.code}: ${call}`), { code: fault.code })
  }
}

class FaultyFile implements OpenFile {
  readonly #files: FaultyFiles
  readonly path: string
  readonly #file: OpenFile

  constructor(files: FaultyFiles, path: string, file: OpenFile) {
    this.#files = files
    this.path = path
    this.#file = file
  }

  read(target: Uint8Array, position: number): Promise<number> {
    return this.#file.read(target, position)
  }

  async write(bytes: Uint8Array, position: number): Promise<number> {
    return this.#file.write(
      bytes.subarray(0, this.#files.check('write', this.path, bytes.length)),
      position,
    )
  }

  async sync(): Promise<void> {
    this.#files.check('sync', this.path)
    await this.#file.sync()
  }

  async syncData(): Promise<void> {
    this.#files.check('syncData', this.path)
    await this.#file.syncData()
  }

  async truncate(length: number): Promise<void> {
    this.#files.check('truncate', this.path)
    await this.#file.truncate(length)
  }

  info() {
    return this.#file.info()
  }

  async close(): Promise<void> {
    await this.#file.close()
    this.#files.closed(this)
  }
}

/** A disk with room for this many bytes. A write takes the bytes that fit, and the next write takes none. */
export function fullDisk(bytes: number): FaultyFiles['fault'] {
  let left = bytes
  return ({ call, bytes: asked }) => {
    if (call !== 'write') return undefined
    if (left === 0) return { code: 'ENOSPC' }
    const shortWrite = Math.min(left, asked)
    left -= shortWrite
    return { shortWrite }
  }
}
