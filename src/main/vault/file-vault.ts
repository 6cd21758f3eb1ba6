/**
 * A vault in a folder. Its key is in the keychain or behind a passphrase.
 *
 * The first rule: make a key or a vault only when there certainly is none. A locked keychain looks like an empty one. So when
 * in doubt, the vault stays locked, and its file is not written.
 */
import {
  UnreadableVaultError,
  VaultInUseError,
  VaultReadOnlyError,
  VaultThereError,
} from './errors'
import { eraseVault, requireErasable } from './erase-vault'
import * as explain from './explanations'
import type { Files } from './files'
import type { FolderFault } from './folder-faults'
import { FolderFiles } from './folder-files'
import type { StartFrameWorker } from './frame-thread'
import { makeKeychainVault, makePassphraseVault, resumeFirstVault } from './first-vault'
import { MAX_HEADER_BYTES, type Header } from './header'
import { aboutSlot, findPassphraseSlot, findRecoverySlot } from './key-slots'
import { Backups, type BackupPorts } from './backups'
import { conditionOf, probeKeychain, type Keychain } from './keychain'
import { whyNotWritten } from './journal'
import { isFullDisk, isRefusedWrite, loadVault, type FoundKey } from './load-vault'
import { LARGEST_VAULT, type VaultContext } from './vault-context'
import { isOfOtherVault } from './known-vault'
import { LeavableKeychain } from './leavable-keychain'
import { findMasterKey, hasMasterKeys } from './master-key'
import type { TakeOsLock } from './os-lock'
import {
  makePassphraseSlot,
  openPassphraseSlot,
  PASSPHRASE_COST,
  type PassphraseCost,
} from './passphrase'
import { openRecoverySlot } from './recovery-slot'
import type { Processes } from './ports'
import type { KeyPlace } from './seal-for'
import { Vault, type KnownKey, type Opening, type VaultSource } from './vault'
import { VaultFolder } from './vault-folder'
import { findHeader } from './vault-header'
import { keyIdOf } from './vault-keys'
import { isLockedHere, readLockHolder, takeVaultLock, type VaultLock } from './vault-lock'
import { readBeginning } from './whole-file'
import { whyCopyLeft, whyNoKey, whyNotOpened, whyOtherVault } from './why-locked'
import type { Clock, Randomness } from '../platform/ports'

export interface FileVaultPorts {
  /** The path of the folder. It may hold other files. The names of the vault's own files begin with `vault.`. */
  readonly folder: string
  readonly files: Files
  readonly keychain: Keychain
  readonly processes: Processes
  readonly takeOsLock?: TakeOsLock
  readonly clock: Clock
  readonly random: Randomness
  /** The maximum length of the vault's file, in bytes. Tests pass less than the default. */
  readonly largest?: number
  /** The maximum length of a file that is rewritten while changes wait, in bytes. Tests pass less than the default. */
  readonly rewrittenAtOnce?: number
  /** The cost of one try of a passphrase. Tests pass less than the default. */
  readonly passphraseCost?: PassphraseCost
  /** What may go wrong because of where the folder is. Without this port, the folder is not checked. */
  readonly folderFaults?: () => Promise<readonly FolderFault[]>
  /** Whether the user may write these files and folders. Without this port, only opening the vault tells. */
  readonly mayWrite?: (paths: readonly string[]) => boolean
  /** Without this port, no backups are made. */
  readonly backups?: BackupPorts
  /** Without this port, large files take twice as long to open. */
  readonly startFrameWorker?: StartFrameWorker
}

/** About 2,800 passkeys. Rewriting them takes less than a tenth of a second. */
const REWRITTEN_AT_ONCE = 2 * 2 ** 20

/** A vault in a folder. `open()` makes the vault when the folder has none. */
export function fileVault(ports: FileVaultPorts): Vault {
  return new Vault((onReadOnly) => new FileVault(ports, onReadOnly), ports.clock, ports.random)
}

class FileVault implements VaultSource {
  readonly #ports: FileVaultPorts
  readonly #keychain: LeavableKeychain
  readonly #context: VaultContext
  readonly #cost: PassphraseCost
  readonly files: FolderFiles
  #lock: VaultLock | undefined
  /** Why the folder is read-only, else null. A read-only folder has no lock, because there are no writes to protect. */
  #readOnly: string | null = null
  /** Whether the folder had a vault at any time while this Latchkey ran. */
  #seen = false
  /** Whether the user erased the vault. Then a key in the keychain belongs to a vault in another folder. */
  #erased = false
  #header: Header | undefined

  constructor(ports: FileVaultPorts, onReadOnly: (reason: string | null) => void) {
    const { files, clock, random, startFrameWorker } = ports
    const { largest = LARGEST_VAULT, rewrittenAtOnce = REWRITTEN_AT_ONCE } = ports
    const limits = { largest, rewrittenAtOnce, ...(startFrameWorker && { startFrameWorker }) }
    this.#ports = ports
    this.#cost = ports.passphraseCost ?? PASSPHRASE_COST
    this.#keychain = new LeavableKeychain(ports.keychain)
    const folder = new VaultFolder(files, ports.folder, clock)
    const backups = ports.backups && new Backups(folder, clock, ports.backups)
    const parts = { folder, clock, random, keychain: this.#keychain, onReadOnly }
    this.#context = { ...parts, ...limits, ...(backups && { backups }) }
    this.files = new FolderFiles({
      ...this.#context,
      backups,
      lock: () => this.#lockFiles(),
      requireFree: () => this.#requireFree(),
      freeBytes: () => ports.backups?.freeBytes(ports.folder) ?? Infinity,
      mayWrite: ports.mayWrite ?? (() => true),
      folderFaults: ports.folderFaults ?? (async () => []),
    })
  }

  get keyPlace(): KeyPlace | undefined {
    if (!this.#header) return undefined
    return {
      keychain: this.#keychain,
      header: this.#header,
      passphraseCost: this.#cost,
      replaceHeader: (header) => (this.#header = header),
    }
  }

  async open(): Promise<Opening> {
    try {
      if (!(await this.#takeLock())) return await this.#inUse()
      const header = await this.#readHeader()
      return await (header ? this.#openExisting(header) : this.#openFirst())
    } catch (error) {
      return await whyNotOpened(this.#context, error)
    }
  }

  async reopen({ masterKey, sealedBy }: KnownKey): Promise<Opening> {
    try {
      const header = await this.#readHeader()
      const fits = header && Buffer.compare(header.keyId, keyIdOf(masterKey)) === 0
      if (!fits || sealedBy === 'memory') return await this.open()
      return await this.#load({ header, masterKey: Uint8Array.from(masterKey), sealedBy })
    } catch (error) {
      return await whyNotOpened(this.#context, error)
    }
  }

  async unlock(passphrase: string): Promise<Opening> {
    const header = await this.#readHeader()
    const slot = header && findPassphraseSlot(header.slots)
    if (!slot) return this.open()
    const masterKey = await openPassphraseSlot(passphrase, slot, aboutSlot(header))
    return this.#loadWith({ header, masterKey, sealedBy: 'passphrase' })
  }

  async recover(secret: Uint8Array): Promise<Opening> {
    const header = await this.#readHeader()
    const slot = header && findRecoverySlot(header.slots)
    if (!slot) throw new Error('This vault has no recovery code.')
    const masterKey = openRecoverySlot(secret, slot, aboutSlot(header))
    const sealedBy = findPassphraseSlot(header.slots) ? 'passphrase' : 'keychain'
    return this.#loadWith({ header, masterKey, sealedBy })
  }

  async startNew(): Promise<Opening> {
    const { folder } = this.#context
    return making(async () => {
      if (!(await this.#takeLock())) return await this.#inUse()
      if (await folder.isTaken()) throw new VaultThereError(folder.path)
      this.#seen = false
      return this.#openFirst('beside other keys')
    })
  }

  async requireErasable(): Promise<void> {
    await this.#lockFiles()
    await requireErasable(this.#keychain, this.#context.random)
  }

  async erase(): Promise<void> {
    const { folder, random } = this.#context
    await this.#lockFiles()
    await eraseVault(folder, this.#header, { keychain: this.#keychain, random })
    this.#seen = false
    this.#erased = true
    this.#header = undefined
  }

  async create(passphrase: string): Promise<Opening> {
    const { folder, random } = this.#context
    const leftovers = await folder.leftovers()
    if (leftovers.length > 0) return whyCopyLeft(this.#context, leftovers)
    if (await folder.files.info(folder.vault)) throw new Error('A vault already exists.')
    return making(async () =>
      this.#noted(
        await makePassphraseVault(this.#context, (masterKey, names) =>
          makePassphraseSlot(passphrase, masterKey, aboutSlot(names), random, this.#cost),
        ),
      ),
    )
  }

  leaveKeychain(): void {
    this.#keychain.leave()
  }

  async release(): Promise<void> {
    await this.#lock?.release()
    this.#lock = undefined
    this.#keychain.comeBack()
  }

  async #loadWith(found: Omit<FoundKey, 'readOnly'>): Promise<Opening> {
    try {
      return await this.#load(found)
    } catch (error) {
      return await whyNotOpened(this.#context, error)
    }
  }

  async #load(found: Omit<FoundKey, 'readOnly'>): Promise<Opening> {
    const other = await this.#otherVault(found.header)
    if (other) {
      found.masterKey.fill(0)
      return other
    }
    return this.#noted(await loadVault(this.#context, { ...found, readOnly: this.#readOnly }))
  }

  /** @returns undefined when the header is that of the vault that was used last. */
  async #otherVault(header: Header): Promise<Opening | undefined> {
    if (!(await isOfOtherVault(this.#context.folder, header))) return undefined
    return whyOtherVault(this.#context)
  }

  async #openExisting(header: Header): Promise<Opening> {
    const other = await this.#otherVault(header)
    if (other) return other
    if (findPassphraseSlot(header.slots)) return explain.lockedByPassphrase
    const search = await findMasterKey(this.#keychain, header.keyId, this.#context.random)
    if (search.found === 'key')
      return this.#load({ header, masterKey: search.key, sealedBy: 'keychain' })
    return whyNoKey(this.#context, header, search)
  }

  /** @param keys `beside other keys`: the user wants a new vault although the keychain holds the key of another vault. */
  async #openFirst(keys: 'only key' | 'beside other keys' = 'only key'): Promise<Opening> {
    const { folder, random } = this.#context
    const leftovers = await folder.leftovers()
    if (leftovers.length > 0) return whyCopyLeft(this.#context, leftovers)
    if (this.#seen) return explain.missing(explain.fileGone(folder.path))
    if (this.#readOnly !== null)
      return explain.unreadable(
        `There is no vault yet, and Latchkey cannot write to ${folder.path}. Make the folder writable, or free space on its disk, then try again.`,
      )
    const condition = await probeKeychain(this.#keychain, random)
    if (condition.state === 'missing') return explain.noKeychain(condition)
    if (condition.state === 'locked') return explain.keychainShut(condition)
    const resumed = await resumeFirstVault(this.#context, this.#keychain)
    if (resumed) return this.#noted(resumed)
    try {
      if (keys === 'only key' && !this.#erased && (await hasMasterKeys(this.#keychain)))
        return explain.missing(explain.keyLeft(folder.path))
    } catch (error) {
      return explain.keychainShut(conditionOf(error))
    }
    return this.#noted(await makeKeychainVault(this.#context, this.#keychain))
  }

  /** Remembers that a vault was open in this folder. */
  #noted(opening: Opening): Opening {
    if (opening.state !== 'open') return opening
    this.#seen = true
    this.#erased = false
    this.#header = opening.header
    return opening
  }

  /** @returns undefined when the vault's file does not exist. */
  async #readHeader(): Promise<Header | undefined> {
    const { files, vault } = this.#context.folder
    const info = await files.info(vault)
    if (!info) return undefined
    if (info.kind !== 'file')
      throw new UnreadableVaultError(
        'it is not a plain file',
        `Latchkey did not change ${vault}. Put the vault’s file in its place, then try again.`,
      )
    this.#seen = true
    const start = await readBeginning(files, vault, MAX_HEADER_BYTES)
    const { header } = await findHeader(this.#context.folder, start)
    return (this.#header = header)
  }

  /** @throws when another Latchkey has the vault open, or the folder cannot be written to. */
  async #lockFiles(): Promise<void> {
    if (!(await this.#takeLock())) throw await this.#whoHasIt()
    if (this.#readOnly !== null) throw new VaultReadOnlyError(this.#readOnly)
  }

  /** @throws {VaultInUseError} */
  async #requireFree(): Promise<void> {
    if (await this.#lock?.isHeld()) return
    if (await isLockedHere(this.#ports.folder, this.#ports)) throw await this.#whoHasIt()
  }

  async #whoHasIt(): Promise<VaultInUseError> {
    return new VaultInUseError((await this.#inUse()).explanation)
  }

  async #inUse(): Promise<explain.PlainlyLocked> {
    return explain.lockedInUse(await readLockHolder(this.#ports.folder, this.#ports))
  }

  async #takeLock(): Promise<boolean> {
    if (await this.#lock?.isHeld()) return true
    await this.#lock?.release()
    this.#lock = undefined
    const { folder } = this.#context
    try {
      await folder.files.makeFolder(folder.path)
      this.#lock = await takeVaultLock(folder.path, this.#ports)
      this.#readOnly = null
    } catch (error) {
      this.#readOnly = whyOnlyRead(error)
      return true
    }
    if (this.#lock) await folder.removeStray()
    return this.#lock !== undefined
  }
}

/** @throws {VaultThereError}, or an error that says why the vault could not be made. */
async function making(make: () => Promise<Opening>): Promise<Opening> {
  try {
    return await make()
  } catch (error) {
    if (error instanceof VaultThereError) throw error
    throw new Error(`The vault could not be created. ${whyNotWritten(error)}`, { cause: error })
  }
}

/**
 * Why the vault can still be opened read-only.
 *
 * @throws the error, when it is not about writing.
 */
function whyOnlyRead(error: unknown): string {
  if (isRefusedWrite(error)) return explain.FILE_NOT_WRITABLE
  if (isFullDisk(error)) return whyNotWritten(error)
  throw error
}
