/** The vault's folder: the names of its files, and copies that are set aside there. */
import { join } from 'node:path'
import { codeOf } from './errors'
import type { FileBytes } from './file-bytes'
import { hasSameBytes, writeNewCopy } from './file-copies'
import type { Files } from './files'
import { removeIfThere, syncFolder } from './whole-file'
import type { Clock } from '../platform/ports'

const VAULT = 'vault.pkv'
const TEMPORARY = `${VAULT}.tmp`
const CREATING = `${VAULT}.creating`
const WITNESS = 'vault.witness'
const UNDO = 'vault.undo'
const LOSS = 'vault.loss'
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

  /** The progress of the vault's file (`witness.ts`). */
  get witness(): string {
    return join(this.path, WITNESS)
  }

  /** The unfinished next witness. */
  get nextWitness(): string {
    return join(this.path, `${TEMPORARY}-witness`)
  }

  /** What the last repair or restore replaced (`replaced-note.ts`). */
  get undo(): string {
    return join(this.path, UNDO)
  }

  /** The unfinished note for an undo. */
  get nextUndo(): string {
    return join(this.path, `${TEMPORARY}-undo`)
  }

  /** What the end of the vault's file lacks (`losses.ts`). */
  get loss(): string {
    return join(this.path, LOSS)
  }

  /** A note about a loss that is being written. */
  get nextLoss(): string {
    return join(this.path, `${TEMPORARY}-loss`)
  }

  /** The folder of the backups (`backups.ts`). */
  get backups(): string {
    return join(this.path, BACKUPS)
  }

  /** The unfinished next generation. */
  get next(): string {
    return join(this.path, `${TEMPORARY}-next`)
  }

  /** The second name of the current generation, until it becomes `previous`. */
  get nextPrevious(): string {
    return join(this.path, `${TEMPORARY}-previous`)
  }

  /** The first generation, until its key is in the keychain. */
  get creating(): string {
    return join(this.path, CREATING)
  }

  /** The names of files that prove an earlier vault: previous generations and copies. */
  async leftovers(): Promise<string[]> {
    const names = await this.#copies()
    return (await this.backupNames()).length > 0 ? [...names, BACKUPS] : names
  }

  /** The previous generation, the copies and the backups of the vault, as paths in this folder with `/`. */
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

  /** An unused path in this folder: the vault's name, `why` and the time. */
  async freePath(why: 'kept' | 'undone'): Promise<string> {
    const base = join(this.path, `${VAULT}.${why}-${this.#time()}`)
    for (let attempt = 1; ; attempt++) {
      const path = attempt === 1 ? base : `${base}-${attempt}`
      if (!(await this.files.info(path))) return path
    }
  }

  /** Whether a vault, or a file that belongs to one, exists. Then no new vault may take its name. */
  async isTaken(): Promise<boolean> {
    return (await this.files.info(this.vault)) !== undefined || (await this.leftovers()).length > 0
  }

  /** Removes the files of an unfinished rewriting. */
  async removeStray(): Promise<void> {
    for (const name of await this.files.list(this.path))
      if (name.startsWith(TEMPORARY)) await removeIfThere(this.files, join(this.path, name))
  }

  /**
   * Removes the other name of the first generation, which a crash leaves behind. Call only for an open vault, because without
   * one this name is the only file.
   */
  async removeCreating(): Promise<void> {
    if (!(await this.files.info(this.creating))) return
    // The crash may have come before the vault's own name was durable.
    await syncFolder(this.files, this.path)
    await this.files.remove(this.creating)
  }

  /**
   * Keeps a copy of the vault's file as it was found. Does not copy the same damaged file again at each start.
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
