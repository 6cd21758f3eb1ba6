/** The ways back from a damaged vault: to look at its files, to go on with what was saved, to restore a backup, to undo. */
import type { VaultState } from '../../shared/app-state'
import type { VaultReport } from '../../shared/vault-report'
import { VaultLockedError } from './errors'
import { Listeners } from './listeners'
import type { VaultAccess } from './vault-access'

/** The files of a vault, for one who does not need the vault to be open. */
export interface VaultFiles {
  report(access: FileAccess, scope: ReportScope): Promise<VaultReport>
  repair(access: FileAccess): Promise<Replacement>
  restore(name: string, access: FileAccess): Promise<Replacement>
  undo(): Promise<Replacement>
  accept(): Promise<Replacement>
}

/** `file`: only the vault's file, which takes a fraction of the time. */
export type ReportScope = 'all' | 'file'

/** The vault's file was replaced; or, with `accept`, a file of another vault that stands in its place was accepted. */
export interface Replacement {
  readonly what: 'repair' | 'restore' | 'undo' | 'accept'
  /** The backup that was restored; null for the others. */
  readonly backup: string | null
  /** The name of the file that was in the vault's place; null: there was none, or it has its place back. */
  readonly kept: string | null
}

export interface FileAccess {
  /** The master key of the open vault; undefined where no vault is open. */
  readonly masterKey: Uint8Array | undefined
  /** Whether the keychain may be asked for keys. */
  readonly mayAskKeychain: boolean
  /** Runs a task while the vault's file does not change. */
  readonly quiet: <T>(task: () => Promise<T>) => Promise<T>
}

/** The vault, as its rescue needs it. */
export interface RescuedVault {
  readonly state: VaultState
  readonly access: VaultAccess
  /** undefined for a vault in memory. */
  readonly files: VaultFiles | undefined
  /** Runs after everything that was asked of the vault before. */
  inTurn<T>(task: () => Promise<T>): Promise<T>
  /** Closes the vault for `work`, and opens it again. Inside a turn. */
  whileClosed(work: () => Promise<void>): Promise<void>
}

export class Rescue {
  readonly #vault: RescuedVault
  readonly #replaced = new Listeners<[Replacement]>()

  constructor(vault: RescuedVault) {
    this.#vault = vault
  }

  /**
   * Looks at the vault's file, its backups and its copies. Changes nothing.
   *
   * @throws for a vault in memory, and {@link VaultInUseError}.
   */
  check(scope: ReportScope = 'all'): Promise<VaultReport> {
    return this.#vault.inTurn(async () => {
      const report = await this.#withAccess((files, access) => files.report(access, scope))
      return asOpened(report, this.#vault.state)
    })
  }

  /**
   * Goes on with what the vault's damaged file still holds. The damaged file is kept.
   *
   * @throws when that does not work. Then the vault is as it was.
   */
  repair(): Promise<void> {
    return this.#replace((files, access) => files.repair(access))
  }

  /**
   * Puts a backup into the vault's place. What was there is kept.
   *
   * @param name as a report has it.
   * @throws when that does not work. Then the vault is as it was.
   */
  restore(name: string): Promise<void> {
    return this.#replace((files, access) => files.restore(name, access))
  }

  /**
   * Undoes the last repair or restoring. What was written since is kept.
   *
   * @throws when that does not work. Then the vault is as it was.
   */
  undo(): Promise<void> {
    return this.#replace((files) => files.undo())
  }

  /**
   * Uses the file in the vault's place from now on, although it belongs to another vault than the one that was used last.
   *
   * @throws when that does not work. Then the vault is as it was.
   */
  accept(): Promise<void> {
    return this.#replace((files) => files.accept())
  }

  /** Calls back after every repair, restore, undo and acceptance, when the vault is open again. Returns the function that stops listening. */
  onReplaced(listener: (done: Replacement) => void): () => void {
    return this.#replaced.add(listener)
  }

  #replace(work: (files: VaultFiles, access: FileAccess) => Promise<Replacement>): Promise<void> {
    const vault = this.#vault
    return vault.inTurn(async () => {
      if (vault.state.state === 'locked-by-user') throw new VaultLockedError()
      let done: Replacement | undefined
      await this.#withAccess((files, access) =>
        vault.whileClosed(async () => {
          done = await work(files, access)
        }),
      )
      if (done) this.#replaced.call(done)
    })
  }

  async #withAccess<T>(work: (files: VaultFiles, access: FileAccess) => Promise<T>): Promise<T> {
    const { files, access, state } = this.#vault
    if (!files) throw new Error('This vault is in memory only. It has no file.')
    const contents = access.isOpen ? access.contents : undefined
    const masterKey = contents?.keys.copyMasterKey()
    const quiet: FileAccess['quiet'] = contents
      ? (task) => contents.records.quiet(task)
      : (task) => task()
    const mayAskKeychain = state.state !== 'locked-by-user'
    try {
      return await work(files, { masterKey, mayAskKeychain, quiet })
    } finally {
      masterKey?.fill(0)
    }
  }
}

/** What was wrong with the vault's file when it was opened is told until it is closed, also where the file is whole again. */
function asOpened(report: VaultReport, state: VaultState): VaultReport {
  if (state.state !== 'open' || !state.damage || !report.file) return report
  const { is, lost } = state.damage
  return { ...report, file: { ...report.file, condition: is, lost } }
}
