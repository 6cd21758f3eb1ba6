import { Listeners } from './listeners'
import { VaultLockedError } from '../platform/vault-locked-error'
import type { Records } from './records'
import type { VaultKeys } from './vault-keys'

export interface OpenContents {
  readonly records: Records
  readonly keys: VaultKeys
}

/** Gives the stores the vault's contents while it is open, and notifies them when it opens and closes. */
export class VaultAccess {
  #contents: OpenContents | null = null
  readonly #preparations: ((contents: OpenContents) => Promise<void>)[] = []
  readonly #changed = new Listeners<[OpenContents | null]>()

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

  /** Calls back before the vault opens, so that slow preparation is done before the first request. */
  onOpening(prepare: (contents: OpenContents) => Promise<void>): void {
    this.#preparations.push(prepare)
  }

  /** Calls back with the contents when the vault opens, and with null when it closes. */
  onChange(listener: (contents: OpenContents | null) => void): void {
    this.#changed.add(listener)
  }

  async open(contents: OpenContents): Promise<void> {
    for (const prepare of this.#preparations) await prepare(contents)
    this.#change(contents)
  }

  close(): void {
    this.#change(null)
  }

  #change(contents: OpenContents | null): void {
    this.#contents = contents
    this.#changed.call(contents)
  }
}
