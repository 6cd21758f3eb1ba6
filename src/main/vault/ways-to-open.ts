/** What opens the vault: that its key is where it belongs, and stays there. */
import type { KeyNotice, WaysToOpenState } from '../../shared/app-state'
import type { Header } from './header'
import { checkKey, noticeOf, type KeyCheck } from './key-check'
import type { Keychain } from './keychain'
import { Listeners } from './listeners'
import type { VaultKeys } from './vault-keys'
import type { Clock, Randomness } from '../platform/ports'

/** Where the key of a vault in a file is kept. */
export interface KeyPlace {
  readonly keychain: Keychain
  /** The header of the vault's file, as last read or written. */
  readonly header: Pick<Header, 'slots'>
}

/** The vault, as its ways to open need it. */
export interface OpenableVault {
  /** Runs after everything that was asked of the vault before. */
  inTurn<T>(task: () => Promise<T>): Promise<T>
  /** undefined while the vault is not open. */
  readonly keys: VaultKeys | undefined
  /** undefined where no key of the vault is kept. */
  readonly keyPlace: KeyPlace | undefined
}

/** How long locking and quitting wait for a keychain that does not answer, in milliseconds. */
const PATIENCE_MS = 2_000

export class WaysToOpen {
  readonly #vault: OpenableVault
  readonly #clock: Clock
  readonly #random: Randomness
  readonly #changed = new Listeners()
  #state: WaysToOpenState = { notice: null }

  constructor(vault: OpenableVault, clock: Clock, random: Randomness) {
    this.#vault = vault
    this.#clock = clock
    this.#random = random
  }

  get state(): WaysToOpenState {
    return this.#state
  }

  /** Calls back after every change of `state`. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** Checks that the key of the open vault is where it belongs, and puts it back. Never rejects. */
  check(): Promise<KeyCheck> {
    return this.#vault.inTurn(() => this.#check())
  }

  /** As {@link check}, but waits only briefly for the keychain. Says what the user should know. Never rejects. */
  async checkBriefly(): Promise<KeyNotice | null> {
    return this.#vault.keys ? this.#vault.inTurn(() => this.#checkBriefly()) : null
  }

  /**
   * Makes sure that the key is not lost with the open vault. Inside a turn of the vault.
   *
   * @throws when the keychain does not have the key, and does not take it.
   */
  async requireKey(): Promise<void> {
    const notice = await this.#checkBriefly()
    if (notice?.is === 'lost') throw new Error(notice.text)
  }

  /** The user has read that the key was put back. */
  dismissNotice(): void {
    if (this.#state.notice?.is === 'put-back') this.#set({ notice: null })
  }

  async #checkBriefly(): Promise<KeyNotice | null> {
    const check = this.#check()
    const late = new Promise<undefined>((resolve) => {
      const cancel = this.#clock.after(PATIENCE_MS, () => resolve(undefined))
      void check.finally(cancel)
    })
    const found = await Promise.race([check, late])
    return found ? noticeOf(found) : null
  }

  async #check(): Promise<KeyCheck> {
    const { keys, keyPlace } = this.#vault
    const isKept = keyPlace?.header.slots.some(({ kind }) => kind === 'keychain') ?? false
    if (!keys || !keyPlace || !isKept) return { is: 'kept' }
    const masterKey = keys.copyMasterKey()
    const check = await checkKey(keyPlace.keychain, masterKey, this.#random)
    masterKey.fill(0)
    this.#note(check)
    return check
  }

  /** A notice that the key was put back stays until the user has read it; one that it is lost, until it is not. */
  #note(check: KeyCheck): void {
    const notice = noticeOf(check)
    if (notice?.is === 'lost' && notice.text === this.#state.notice?.text) return
    if (notice) this.#set({ notice })
    else if (check.is === 'kept' && this.#state.notice?.is === 'lost') this.#set({ notice: null })
  }

  #set(changed: Partial<WaysToOpenState>): void {
    this.#state = { ...this.#state, ...changed }
    this.#changed.call()
  }
}
