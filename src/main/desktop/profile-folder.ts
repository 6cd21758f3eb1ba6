/**
 * The files of the provider profiles that the user has loaded: one profile per file in the folder `profiles` of the data
 * folder.
 */
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { readSmallFile } from './read-small-file'
import { replaceFile } from './replace-file'

export interface FoundFile {
  readonly name: string
  /** @throws when the file cannot be read. */
  read(): string
}

export class ProfileFolder {
  readonly #folder: string

  constructor(dataFolder: string) {
    this.#folder = join(dataFolder, 'profiles')
  }

  /** In the order of their names. A missing folder has no files. */
  files(): readonly FoundFile[] {
    return this.#names().map((name) => ({
      name,
      read: () => readSmallFile(join(this.#folder, name)),
    }))
  }

  /** @throws when the file cannot be written. The file is unchanged. */
  write(name: string, text: string): void {
    replaceFile(join(this.#folder, name), text)
  }

  remove(name: string): void {
    rmSync(join(this.#folder, name), { force: true })
  }

  #names(): readonly string[] {
    try {
      return readdirSync(this.#folder)
        .filter((name) => name.endsWith('.json'))
        .sort()
    } catch {
      return []
    }
  }
}
