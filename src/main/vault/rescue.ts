/** The ways back from a damaged vault: report on its files, continue with what can be read, restore a backup, undo. */
import type { VaultState } from '../../shared/app-state'
import type { VaultReport } from '../../shared/vault-report'
import { placedTogether } from '../../shared/placed-text'
import { VaultLockedError } from '../platform/vault-locked-error'
import { Listeners } from './listeners'
import type { VaultAccess } from './vault-access'

/** The files of a vault. They need not be the files of an open vault. */
export interface VaultFiles {
  report(access: FileAccess, scope: ReportScope): Promise<VaultReport>
  repair(access: FileAccess): Promise<Replacement>
  restore(name: string, access: FileAccess): Promise<Replacement>
  undo(): Promise<Replacement>
  accept(): Promise<Replacement>
}

/** `best`: of the backups, only what tells which one to restore, if one is needed. That takes much less time. */
export type ReportScope = 'all' | 'best'

/** The vault's file was replaced, or (`accept`) a file of another vault in its place was accepted. */
export interface Replacement {
  readonly what: 'repair' | 'restore' | 'undo' | 'accept'
  /** The restored backup; null for the other steps. */
  readonly backup: string | null
  /** The new name of the file that was in the vault's place; null when there was no file, or the file is back in its place. */
  readonly kept: string | null
}

export interface FileAccess {
  /** The master key of the open vault; undefined when no vault is open. */
  readonly masterKey: Uint8Array | undefined
  /** Whether to ask the keychain for keys. */
  readonly mayAskKeychain: boolean
  /** Runs a task while the vault's file does not change. */
  readonly quiet: <T>(task: () => Promise<T>) => Promise<T>
}

/** What the rescue needs of the vault. */
export interface RescuedVault {
  readonly state: VaultState
  readonly access: VaultAccess
  /** undefined for a vault in memory. */
  readonly files: VaultFiles | undefined
  /** Runs after all earlier work of the vault. */
  inTurn<T>(task: () => Promise<T>): Promise<T>
  /** Closes the vault for `work`, and opens it again. Call inside a turn. */
  whileClosed(work: () => Promise<void>): Promise<void>
}

export class Rescue {
  readonly #vault: RescuedVault
  readonly #replaced = new Listeners<[Replacement]>()

  constructor(vault: RescuedVault) {
    this.#vault = vault
  }

  /**
   * Reports on the vault's file, its backups and its copies. Changes nothing.
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
   * Continues with what the vault's damaged file still holds. Keeps the damaged file.
   *
   * @throws when that fails. The vault is unchanged.
   */
  repair(): Promise<void> {
    return this.#replace((files, access) => files.repair(access))
  }

  /**
   * Puts a backup in the vault's place. Keeps the file that was there.
   *
   * @param name as in a report.
   * @throws when that fails. The vault is unchanged.
   */
  restore(name: string): Promise<void> {
    return this.#replace((files, access) => files.restore(name, access))
  }

  /**
   * Undoes the last repair or restore. Keeps what was written since.
   *
   * @throws when that fails. The vault is unchanged.
   */
  undo(): Promise<void> {
    return this.#replace((files) => files.undo())
  }

  /**
   * Uses the file in the vault's place from now on, although it belongs to another vault than the one used last.
   *
   * @throws when that fails. The vault is unchanged.
   */
  accept(): Promise<void> {
    return this.#replace((files) => files.accept())
  }

  /**
   * Calls back after every repair, restore, undo and acceptance, once the vault is open again. Returns the function that stops
   * listening.
   */
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

/** What was wrong with the vault's file when it was opened is told until it is closed, also where the file is whole again. So is why it cannot be written. */
function asOpened(report: VaultReport, state: VaultState): VaultReport {
  if (state.state !== 'open') return report
  const { damage, readOnly, mended, witnessProblem } = state
  const opened = {
    ...report,
    writeProblem: damage?.is === 'damaged' ? null : (readOnly ?? report.writeProblem),
    witnessProblem: witnessProblem ?? report.witnessProblem,
    foundAtOpening:
      placedTogether([mended, witnessProblem].filter((one) => one !== undefined)) || null,
  }
  if (!damage || !report.file) return opened
  const file = { ...report.file, condition: damage.is, lost: damage.lost }
  return { ...opened, file }
}
