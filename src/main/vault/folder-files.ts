import type { VaultReport } from '../../shared/vault-report'
import type { Backups } from './backups'
import { KeyFinder } from './key-finder'
import type { FolderFault } from './folder-faults'
import type { Keychain } from './keychain'
import {
  acceptVault,
  repairVault,
  restoreBackup,
  undoReplacing,
  type ReplacingPorts,
} from './replacing'
import { readReplaced } from './replaced-note'
import { reportVault } from './report-vault'
import { DISK_FULL, FILE_NOT_WRITABLE } from './explanations'
import type { FileAccess, Replacement, ReportScope, VaultFiles } from './rescue'

export interface FolderFilesPorts extends Omit<ReplacingPorts, 'finder'> {
  readonly keychain: Keychain
  readonly backups: Pick<Backups, 'problem'> | undefined
  /** How many bytes are free on the folder's disk. */
  readonly freeBytes: () => number
  /** Whether the user may write these files and folders. */
  readonly mayWrite: (paths: readonly string[]) => boolean
  readonly folderFaults: () => Promise<readonly FolderFault[]>
  /**
   * Keeps any other Latchkey out of the folder.
   *
   * @throws when another Latchkey has the vault open, or when the folder cannot be written to.
   */
  readonly lock: () => Promise<void>
  /**
   * Checks that the vault is free, without taking a lock. A read must not stop the app from starting.
   *
   * @throws when another Latchkey has the vault open.
   */
  readonly requireFree: () => Promise<void>
}

/** The files of the vault in a folder, its backups and its copies. */
export class FolderFiles implements VaultFiles {
  readonly #ports: FolderFilesPorts

  constructor(ports: FolderFilesPorts) {
    this.#ports = ports
  }

  async report(access: FileAccess, scope: ReportScope): Promise<VaultReport> {
    await this.#ports.requireFree()
    const { quiet } = access
    const report = await this.#finding(access, (finder) =>
      reportVault({ ...this.#ports, finder, quiet }, scope),
    )
    // The report must not fail because the folder is gone or its file system is unknown.
    const faults = await this.#ports.folderFaults().catch(() => [])
    return {
      ...report,
      foundAtOpening: null,
      backupProblem: this.#ports.backups?.problem ?? null,
      writeProblem: report.file && this.#whyNotWritten(),
      folderProblem: faults.map(({ found, advice }) => `${found} ${advice}`).join(' ') || null,
    }
  }

  #whyNotWritten(): string | null {
    const { folder, mayWrite } = this.#ports
    if (!mayWrite([folder.path, folder.vault])) return FILE_NOT_WRITABLE
    try {
      return this.#ports.freeBytes() <= 0 ? DISK_FULL : null
    } catch {
      return null
    }
  }

  async repair(access: FileAccess): Promise<Replacement> {
    await this.#ports.lock()
    await this.#finding(access, (finder) => repairVault({ ...this.#ports, finder }))
    return { what: 'repair', backup: null, kept: await this.#kept() }
  }

  async restore(name: string, access: FileAccess): Promise<Replacement> {
    await this.#ports.lock()
    await this.#finding(access, (finder) => restoreBackup({ ...this.#ports, finder }, name))
    return { what: 'restore', backup: name, kept: await this.#kept() }
  }

  async undo(): Promise<Replacement> {
    await this.#ports.lock()
    await undoReplacing(this.#ports.folder)
    return { what: 'undo', backup: null, kept: null }
  }

  async accept(): Promise<Replacement> {
    await this.#ports.lock()
    await acceptVault(this.#ports)
    return { what: 'accept', backup: null, kept: null }
  }

  async #kept(): Promise<string | null> {
    return (await readReplaced(this.#ports.folder).catch(() => null))?.kept ?? null
  }

  async #finding<T>(
    { masterKey, mayAskKeychain }: FileAccess,
    work: (finder: KeyFinder) => Promise<T>,
  ): Promise<T> {
    const { random } = this.#ports
    const keychain = mayAskKeychain ? this.#ports.keychain : undefined
    const finder = new KeyFinder({ keychain, random, masterKey })
    try {
      return await work(finder)
    } finally {
      finder.wipe()
    }
  }
}
