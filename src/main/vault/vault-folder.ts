/** The vault's folder: the names of its files, and copies that are set aside there. */
import { join } from 'node:path'
import { codeOf } from './errors'
import type { FileBytes } from './file-bytes'
import { hasSameBytes, writeNewCopy } from './file-copies'
import type { Files } from './files'
import { ignore, removeIfThere, syncFolder } from './whole-file'
import type { Clock } from '../platform/ports'

const VAULT = 'vault.pkv'
const TEMPORARY = `${VAULT}.tmp`
const CREATING = `${VAULT}.creating`
const WITNESS = 'vault.witness'
const UNDO = 'vault.undo'
const BACKUPS = 'backups'

export class VaultFolder {
  readonly files: Files
  readonly path: string
  readonly #clock: Clock

  constructor(files: Files, path: string, clock: Clock) {
    this.files = files
    this.path = path
    this.#clock = clock
  }

  /** The vault's file. */
  get vault(): string {
    return join(this.path, VAULT)
  }

  /** The generation before the last rewriting. */
  get previous(): string {
    return join(this.path, `${VAULT}.1`)
  }

  /** The path of the previous generation; undefined when it does not exist or cannot be looked for. */
  async findPrevious(): Promise<string | undefined> {
    const info = await this.files.info(this.previous).catch(ignore)
    return info?.kind === 'file' ? this.previous : undefined
  }

  /** How far the vault's file has come (`witness.ts`). */
  get witness(): string {
    return join(this.path, WITNESS)
  }

  /** A witness that is being written. */
  get nextWitness(): string {
    return join(this.path, `${TEMPORARY}-witness`)
  }

  /** What the last repair or restoring replaced (`replacing.ts`). */
  get undo(): string {
    return join(this.path, UNDO)
  }

  /** A note about an undo that is being written. */
  get nextUndo(): string {
    return join(this.path, `${TEMPORARY}-undo`)
  }

  /** The folder of the backups (`backups.ts`). */
  get backups(): string {
    return join(this.path, BACKUPS)
  }

  /** A generation that is being written. */
  get next(): string {
    return join(this.path, `${TEMPORARY}-next`)
  }

  /** The second name of the current generation, until it becomes `previous`. */
  get nextPrevious(): string {
    return join(this.path, `${TEMPORARY}-previous`)
  }

  /** The very first generation, until its key is in the keychain. */
  get creating(): string {
    return join(this.path, CREATING)
  }

  /** Names of files here that belong to a vault other than the current file: its past, or copies. */
  async leftovers(): Promise<string[]> {
    const names = await this.#copies()
    return (await this.backupNames()).length > 0 ? [...names, BACKUPS] : names
  }

  /** The past of the vault and its copies, as paths in this folder with `/`: of the folder itself, and of the backups. */
  async copies(): Promise<string[]> {
    const backups = await this.backupNames()
    return [...(await this.#copies()), ...backups.map((name) => `${BACKUPS}/${name}`)]
  }

  /** The names of the files in the folder of the backups. */
  async backupNames(): Promise<string[]> {
    try {
      const names = await this.files.list(this.backups)
      return names.filter((name) => name.endsWith('.pkv'))
    } catch (error) {
      if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return []
      throw error
    }
  }

  async #copies(): Promise<string[]> {
    const names = await this.files.list(this.path)
    return names.filter(
      (name) =>
        name.startsWith(`${VAULT}.`) && !name.startsWith(TEMPORARY) && !name.startsWith(CREATING),
    )
  }

  /** A path in this folder that nothing has: the vault's name, `why` and the time. */
  async freePath(why: 'kept' | 'undone'): Promise<string> {
    const base = join(this.path, `${VAULT}.${why}-${this.#time()}`)
    for (let attempt = 1; ; attempt++) {
      const path = attempt === 1 ? base : `${base}-${attempt}`
      if (!(await this.files.info(path))) return path
    }
  }

  /** Whether there is a vault, or what belongs to one: then no new vault may get its name. */
  async isTaken(): Promise<boolean> {
    return (await this.files.info(this.vault)) !== undefined || (await this.leftovers()).length > 0
  }

  /** Removes the files of a rewriting that never finished. */
  async removeStray(): Promise<void> {
    for (const name of await this.files.list(this.path))
      if (name.startsWith(TEMPORARY)) await removeIfThere(this.files, join(this.path, name))
  }

  /**
   * Removes the other name of the very first generation, which a crash leaves behind. Only for an open vault:
   * without one it is all there is.
   */
  async removeCreating(): Promise<void> {
    if (!(await this.files.info(this.creating))) return
    // The crash may have come before the vault's own name was durable.
    await syncFolder(this.files, this.path)
    await this.files.remove(this.creating)
  }

  /**
   * Keeps a copy of the vault's file as it was found. A damaged file that was already copied is not
   * copied again at each start.
   *
   * @returns the copy's path.
   */
  async setAside(why: 'torn' | 'corrupt', source: FileBytes): Promise<string> {
    const same = await this.#findCopy(`${VAULT}.${why}-`, source)
    if (same !== undefined) return same
    const time = this.#time()
    for (let attempt = 1; ; attempt++) {
      const suffix = attempt === 1 ? '' : `-${attempt}`
      const path = join(this.path, `${VAULT}.${why}-${time}${suffix}`)
      try {
        await writeNewCopy(this.files, path, source)
        await syncFolder(this.files, this.path)
        return path
      } catch (error) {
        if (codeOf(error) !== 'EEXIST') throw error
      }
    }
  }

  #time(): string {
    return new Date(this.#clock.now()).toISOString().replace(/[:.]/g, '-')
  }

  async #findCopy(beginning: string, source: FileBytes): Promise<string | undefined> {
    for (const name of await this.files.list(this.path)) {
      const path = join(this.path, name)
      if (name.startsWith(beginning) && (await hasSameBytes(this.files, path, source))) return path
    }
    return undefined
  }
}
