/** The files of the provider profiles that the user has loaded: `profiles` in the data folder, one profile each. */
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

  /** In the order of their names. Without a folder there are no files. */
  files(): readonly FoundFile[] {
    return this.#names().map((name) => ({
      name,
      read: () => readSmallFile(join(this.#folder, name)),
    }))
  }

  /** @throws when the file cannot be written; it then is as it was. */
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
