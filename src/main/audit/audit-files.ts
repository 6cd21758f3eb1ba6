/** The files that the user chose for audits. Only the helper that runs a file gets its path from the main process. */
import { basename, dirname } from 'node:path'
import { MOST_AUDIT_FILES, type AuditFile } from '../../shared/audit'
import type { NewId } from '../platform/ports'

/** A file in the settings. */
export interface KeptAuditFile {
  readonly path: string
  /** Whether the user has allowed Latchkey to run the file. */
  readonly allowed: boolean
}

export interface AuditFileStore {
  readonly values: { readonly auditFiles: readonly KeptAuditFile[] }
  /** @throws when the files cannot be stored. They do not change. */
  change(changed: { readonly auditFiles: KeptAuditFile[] }): void
}

export interface KnownAuditFile extends AuditFile {
  readonly path: string
}

export class AuditFiles {
  readonly #store: AuditFileStore
  readonly #newId: NewId
  /** By path, while the app runs. */
  readonly #ids = new Map<string, string>()

  constructor(store: AuditFileStore, newId: NewId) {
    this.#store = store
    this.#newId = newId
  }

  /** Newest choice first. */
  list(): readonly AuditFile[] {
    return this.#kept.map(({ path, allowed }) => ({ ...this.#shown(path), allowed }))
  }

  /**
   * Puts a file first.
   *
   * @returns the file's id.
   */
  add(path: string): string {
    const before = this.#kept.find((one) => one.path === path)
    this.#keep([before ?? { path, allowed: false }, ...this.#without(path)])
    return this.#shown(path).id
  }

  /** Notes that the user allows Latchkey to run the file from now on. */
  allow(id: string): void {
    const { path } = this.get(id)
    this.#keep(this.#kept.map((one) => (one.path === path ? { path, allowed: true } : one)))
  }

  forget(id: string): void {
    this.#keep(this.#without(this.get(id).path))
  }

  /** @throws when the app does not remember the file. */
  get(id: string): KnownAuditFile {
    const found = this.#kept.find(({ path }) => this.#ids.get(path) === id)
    if (!found) throw new Error('Latchkey no longer remembers this file. Choose the file again.')
    return { ...this.#shown(found.path), ...found }
  }

  get #kept(): readonly KeptAuditFile[] {
    return this.#store.values.auditFiles.slice(0, MOST_AUDIT_FILES)
  }

  #without(path: string): readonly KeptAuditFile[] {
    return this.#kept.filter((one) => one.path !== path)
  }

  #keep(files: readonly KeptAuditFile[]): void {
    this.#store.change({ auditFiles: files.slice(0, MOST_AUDIT_FILES) })
  }

  #shown(path: string): Omit<AuditFile, 'allowed'> {
    const id = this.#ids.get(path) ?? this.#newId()
    this.#ids.set(path, id)
    return { id, name: basename(path), folder: basename(dirname(path)) }
  }
}
