/** The life cycle of a vault (open, lock, unlock, close), and the stores in it. */
import * as v from 'valibot'
import { inWindow } from '../../shared/placed-text'
import { profileIdSchema } from '../../shared/provider-profile'
import { signalPolicies, type SignalPolicy } from '../../shared/signal-policy'
import type { LockReason, VaultState } from '../../shared/app-state'
import { isErasable } from '../../shared/erasing'
import { ActivityEntries } from './activity-entries'
import { AttestationRoots } from './attestation-roots'
import { Grants } from './grants'
import type { Header } from './header'
import { Listeners } from './listeners'
import { PageChoiceStore } from './page-choice-store'
import type { PasskeyOrder } from './passkey-order'
import { Passkeys } from './passkeys'
import { parseRecoveryCode } from './recovery-code'
import { Rescue, type RescuedVault, type VaultFiles } from './rescue'
import type { KeyPlace } from './seal-for'
import { VaultAccess, type OpenContents } from './vault-access'
import { WaysToOpen, type OpenableVault } from './ways-to-open'
import { ignore } from './whole-file'
import type { Clock, Randomness } from '../platform/ports'

type OpenState = Extract<VaultState, { state: 'open' }>

/** A vault that was opened, or why it was not opened. */
export type Opening =
  | (OpenContents &
      Omit<OpenState, 'state'> & {
        readonly state: 'open'
        /** The header of the vault's file; undefined for a vault without a file. */
        readonly header?: Header
      })
  | Extract<VaultState, { state: 'locked' | 'new' }>

export interface KnownKey {
  /** The vault copies it. */
  readonly masterKey: Uint8Array
  readonly sealedBy: OpenState['sealedBy']
}

/** Where a vault is kept. */
export interface VaultSource {
  /** Where the key of the vault is stored; undefined before the vault's file was read, or without a file. */
  readonly keyPlace?: KeyPlace | undefined
  /** undefined when the vault has no file. */
  readonly files?: VaultFiles
  /** Like `open`, with the key that opened the vault before. */
  reopen?(key: KnownKey): Promise<Opening>
  /** Never rejects: a failure is a state with an explanation. */
  open(): Promise<Opening>
  /** @throws {WrongPassphraseError} */
  unlock(passphrase: string): Promise<Opening>
  /**
   * Opens the vault with the secret of a recovery code.
   *
   * @throws {WrongRecoveryCodeError}, or when the vault has no recovery code.
   */
  recover(secret: Uint8Array): Promise<Opening>
  /**
   * Makes a new vault in place of a missing one. The key of the missing vault stays.
   *
   * @throws {VaultThereError} when a vault or a backup exists, and when the new vault cannot be made.
   */
  startNew(): Promise<Opening>
  /**
   * Checks whether the vault can be erased. Changes nothing.
   *
   * @throws when it cannot.
   */
  requireErasable?(): Promise<void>
  /**
   * Erases the closed vault permanently. Missing when the vault has no file.
   *
   * @throws when a part cannot be erased. A retry erases the rest.
   */
  erase?(): Promise<void>
  /** @throws when the vault cannot be made. */
  create(passphrase: string): Promise<Opening>
  /** Until `release`, every call of the keychain fails at once, including waiting calls. */
  leaveKeychain?(): void
  /** Releases the lock, so that another Latchkey can open the vault. */
  release(): Promise<void>
}

export class Vault {
  readonly passkeys: Passkeys
  readonly grants: Grants
  readonly pagePolicies: PageChoiceStore<SignalPolicy>
  readonly pageProfiles: PageChoiceStore<string>
  readonly activity: ActivityEntries
  readonly attestationRoots: AttestationRoots
  readonly ways: WaysToOpen
  readonly rescue: Rescue
  readonly #source: VaultSource
  readonly #access = new VaultAccess()
  readonly #changed = new Listeners()
  readonly #erased = new Listeners()
  #state: VaultState = { state: 'opening' }
  /** What {@link prepare} has read, until the vault is opened. */
  #prepared: Opening | undefined
  #queue: Promise<void> = Promise.resolve()
  /** True while the vault is being locked. It accepts no new work then. */
  #locking = false

  /**
   * @param makeSource receives a function. It calls the function with the reason when the vault can no longer be written, and
   *   with null when it can be written again.
   * @param order shared with other vaults whose passkeys are listed together.
   */
  constructor(
    makeSource: (onReadOnly: (reason: string | null) => void) => VaultSource,
    clock: Clock,
    random: Randomness,
    order?: PasskeyOrder,
  ) {
    this.#source = makeSource((readOnly) => {
      if (this.#state.state === 'open') this.#setState({ ...this.#state, readOnly })
    })
    this.passkeys = new Passkeys(this.#access, clock, random, order)
    this.grants = new Grants(this.#access, clock, random)
    this.pagePolicies = new PageChoiceStore(
      this.#access,
      'page-policies',
      v.picklist(signalPolicies),
    )
    this.pageProfiles = new PageChoiceStore(this.#access, 'page-profiles', profileIdSchema)
    this.activity = new ActivityEntries(this.#access)
    this.attestationRoots = new AttestationRoots(this.#access, random)
    this.ways = new WaysToOpen(this.#openable(), clock, random)
    this.rescue = new Rescue(this.#rescued())
  }

  get state(): VaultState {
    return this.#state
  }

  /** Whether the vault accepts new work. False from the beginning of {@link lock}. */
  get isOpen(): boolean {
    return this.#state.state === 'open' && !this.#locking && this.#access.isOpen
  }

  /** Calls back after every change of state. Returns the function that stops listening. */
  onStateChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** Calls back after the vault was erased, before another vault opens. Returns the function that stops listening. */
  onErased(listener: () => void): () => void {
    return this.#erased.add(listener)
  }

  /** Begins to read the vault for the next {@link open}. Until then, the state does not change. */
  prepare(): void {
    void this.#inTurn(async () => {
      this.#prepared ??= await this.#source.open()
    })
  }

  /** Settles when the vault is open or cannot be opened: `state` says which. Never rejects. */
  open(): Promise<void> {
    return this.#inTurn(() => this.#open())
  }

  /** Retries to open a locked vault, or to write to a read-only vault. */
  retry(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.state === 'open') {
        if (this.#state.readOnly === null) return
        await this.ways.requireKey()
        this.#setState({ state: 'opening' })
        await this.#leave()
      }
      await this.#open()
    })
  }

  /**
   * Locks the open vault until the user unlocks it by {@link retry} or {@link unlockWithPassphrase}: writes pending changes and
   * wipes the keys. Another Latchkey still cannot open it. Does nothing when the vault is not open.
   *
   * @throws when the keychain lost the key, because then only the open vault has it. Nothing has changed.
   * @param underWay resolves once the current work is done. Called while the vault still accepts new work, and again when it
   *   does not. Never rejects.
   */
  lock(underWay: () => Promise<void> = async () => undefined): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.state !== 'open') return
      const { sealedBy } = this.#state
      await this.ways.requireKey()
      await underWay()
      this.#locking = true
      await underWay()
      await this.#leave()
      this.#locking = false
      this.#setState({ state: 'locked-by-user', sealedBy })
    })
  }

  /** @throws {WrongPassphraseError} after which nothing has changed. */
  unlockWithPassphrase(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      if (!isWaitingForPassphrase(this.#state))
        throw new Error('The vault is not waiting for a passphrase.')
      await this.#enter(await this.#source.unlock(passphrase))
    })
  }

  /**
   * Opens the vault with its recovery code, wherever its key is. Puts the key back into the keychain. A vault with a passphrase
   * then needs a new passphrase from the user (`ways.setPassphrase`).
   *
   * @throws {MistypedCodeError} or {WrongRecoveryCodeError}, after which nothing has changed.
   */
  unlockWithRecoveryCode(code: string): Promise<void> {
    return this.#inTurn(async () => {
      if (!isWaitingForKey(this.#state)) throw new Error('The vault is not waiting for its key.')
      const secret = parseRecoveryCode(code)
      await this.#enter(await this.#source.recover(secret))
      secret.fill(0)
      if (this.#state.state === 'open') await this.ways.recovered(this.#state.sealedBy)
    })
  }

  /**
   * Makes a new, empty vault in place of a missing one. Keeps everything of the missing vault: its key stays in the keychain
   * and opens its file again if the file is found.
   *
   * @throws when a vault or a backup exists again, or the new vault cannot be made.
   */
  startNew(): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.state !== 'locked' || this.#state.reason !== 'vault-missing')
        throw new Error('No vault is missing.')
      const opening = await this.#source.startNew()
      // The missing vault granted the pages their access.
      this.grants.endSessions()
      await this.#enter(opening)
    })
  }

  /**
   * Erases the vault, its backups and its keys permanently, and starts a new vault.
   *
   * @throws when the vault cannot be erased now. Nothing has changed.
   * @throws when a part of it cannot be erased. The rest is opened again, and a retry erases it.
   */
  erase(): Promise<void> {
    return this.#inTurn(async () => {
      if (!this.#source.erase)
        throw new Error('This vault is in memory alone: it ends with Latchkey.')
      if (this.#state.state === 'locked' && !isErasable(this.#state.reason))
        throw new Error(`Nothing was erased. ${inWindow(this.#state.explanation)}`)
      await this.#source.requireErasable?.()
      const isOpen = this.#state.state === 'open'
      this.#setState({ state: 'opening' })
      try {
        if (isOpen) await this.#leave()
        await this.#source.erase()
        // The erased vault granted the pages their access.
        this.grants.endSessions()
        this.#erased.call()
      } finally {
        await this.#open()
      }
    })
  }

  /** @throws when a vault exists, or cannot be made. Nothing has changed. */
  createWithPassphrase(passphrase: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.#state.state !== 'new') throw new Error('There is no new vault to create.')
      if (passphrase === '') throw new Error('The passphrase is empty.')
      await this.#enter(await this.#source.create(passphrase))
    })
  }

  /**
   * Writes pending changes, wipes the keys and releases the vault for another Latchkey. Does not wait for pending calls of the
   * keychain.
   */
  close(): Promise<void> {
    this.#source.leaveKeychain?.()
    return this.#inTurn(async () => {
      if (this.#prepared?.state === 'open') {
        await this.#prepared.records.close()
        this.#prepared.keys.wipe()
      }
      this.#prepared = undefined
      if (this.#state.state === 'open') await this.#leave()
      this.grants.endSessions()
      this.#state = { state: 'opening' }
      await this.#source.release()
    })
  }

  async #open(): Promise<void> {
    const opening = this.#prepared ?? (await this.#source.open())
    this.#prepared = undefined
    await this.#enter(opening)
  }

  async #enter(opening: Opening): Promise<void> {
    if (opening.state !== 'open') {
      this.#setState(opening)
      return
    }
    const { records, keys, sealedBy, readOnly, warning, mended, witnessProblem, damage } = opening
    await this.#access.open({ records, keys })
    const found = {
      ...(mended !== undefined && { mended }),
      ...(witnessProblem !== undefined && { witnessProblem }),
      ...(damage && { damage }),
    }
    this.#setState({ state: 'open', sealedBy, readOnly, warning, ...found })
  }

  /** Closes the vault for `work`, and opens it again. */
  async #whileClosed(work: () => Promise<void>): Promise<void> {
    const known = this.#state.state === 'open' && {
      masterKey: this.#access.contents.keys.copyMasterKey(),
      sealedBy: this.#state.sealedBy,
    }
    const { passphraseDue } = this.ways.state
    this.#setState({ state: 'opening' })
    if (known) await this.#leave()
    try {
      await work()
    } finally {
      const opening =
        known && this.#source.reopen ? this.#source.reopen(known) : this.#source.open()
      await this.#enter(await opening)
      if (known) known.masterKey.fill(0)
      // A user who opened the vault with the recovery code may have forgotten the passphrase.
      if (passphraseDue && this.#state.state === 'open')
        await this.ways.recovered(this.#state.sealedBy)
    }
  }

  async #leave(): Promise<void> {
    this.ways.forget()
    const { records, keys } = this.#access.contents
    await records.close()
    // Answers the last write first: a page must not hear that the vault is locked although its passkey was kept.
    await new Promise(setImmediate)
    this.#access.close()
    keys.wipe()
  }

  #setState(state: VaultState): void {
    this.#state = state
    this.#changed.call()
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#queue.then(task)
    this.#queue = turn.then(ignore, ignore)
    return turn
  }

  #openable(): OpenableVault {
    return {
      inTurn: (task) => this.#inTurn(task),
      contents: () => (this.#access.isOpen ? this.#access.contents : undefined),
      keyPlace: () => this.#source.keyPlace,
      sealedBy: (sealedBy) => {
        if (this.#state.state === 'open') this.#setState({ ...this.#state, sealedBy })
      },
    }
  }

  #rescued(): RescuedVault {
    const currentState = () => this.#state
    return {
      access: this.#access,
      files: this.#source.files,
      get state() {
        return currentState()
      },
      inTurn: (task) => this.#inTurn(task),
      whileClosed: (work) => this.#whileClosed(work),
    }
  }
}

const WITHOUT_KEY: readonly LockReason[] = [
  'keychain-locked',
  'keychain-missing',
  'key-missing',
  'key-differs',
  'passphrase',
]

/** Whether only the missing key keeps the vault locked. */
function isWaitingForKey(state: VaultState): boolean {
  return state.state === 'locked'
    ? WITHOUT_KEY.includes(state.reason)
    : state.state === 'locked-by-user'
}

function isWaitingForPassphrase(state: VaultState): boolean {
  return state.state === 'locked-by-user'
    ? state.sealedBy === 'passphrase'
    : state.state === 'locked' && state.reason === 'passphrase'
}
