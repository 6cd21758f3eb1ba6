import { VaultLockedError } from './errors'
import type { Records } from './records'
import type { VaultKeys } from './vault-keys'

export interface OpenContents {
  readonly records: Records
  readonly keys: VaultKeys
}

/** Gives the stores the vault's contents while it is open, and tells them when it opens and closes. */
export class VaultAccess {
  #contents: OpenContents | null = null
  readonly #listeners = new Set<(contents: OpenContents | null) => void>()

  get isOpen(): boolean {
    return this.#contents !== null
  }

  /** @throws {VaultLockedError} */
  get contents(): OpenContents {
    if (!this.#contents) throw new VaultLockedError()
    return this.#contents
  }

  /** @throws {VaultLockedError} */
  requireOpen(): void {
    if (!this.#contents) throw new VaultLockedError()
  }

  /** Calls back with the contents when the vault opens, and with null when it closes. */
  onChange(listener: (contents: OpenContents | null) => void): void {
    this.#listeners.add(listener)
  }

  change(contents: OpenContents | null): void {
    this.#contents = contents
    for (const listener of this.#listeners) listener(contents)
  }
}
