/** What opens the vault: the key in the keychain or a passphrase, and a recovery code. Changes need an open vault. */
import type { KeyNotice, VaultState, WaysToOpenState } from '../../shared/app-state'
import { checkKey, noticeOf, type KeyCheck } from './key-check'
import { aboutSlot, findPassphraseSlot, findRecoverySlot } from './key-slots'
import { Listeners } from './listeners'
import { openPassphraseSlot } from './passphrase'
import { formatRecoveryCode, isLastGroup, newRecoverySecret } from './recovery-code'
import { recoveryRecipient } from './recovery-slot'
import { sealFor, type KeyPlace, type Plan } from './seal-for'
import type { OpenContents } from './vault-access'
import type { Clock, Randomness } from '../platform/ports'

type SealedBy = Extract<VaultState, { state: 'open' }>['sealedBy']

/** The vault, as its ways to open need it. */
export interface OpenableVault {
  /** Runs after all earlier work of the vault. */
  inTurn<T>(task: () => Promise<T>): Promise<T>
  /** undefined while the vault is not open. */
  contents(): OpenContents | undefined
  /** undefined when no key of the vault is stored. */
  keyPlace(): KeyPlace | undefined
  /** Called when the vault is sealed by the other kind. */
  sealedBy(sealedBy: 'keychain' | 'passphrase'): void
}

/** How long locking and quitting wait for a keychain that does not answer, in milliseconds. */
const PATIENCE_MS = 1_500

/** A recovery code that the user has seen but not confirmed. */
interface NewCode {
  readonly secret: Uint8Array
  readonly passphrase: string | undefined
}

/** A vault with a passphrase asks for it before any of its ways to open changes, unless the recovery code opened the vault. */
export class WaysToOpen {
  readonly #vault: OpenableVault
  readonly #clock: Clock
  readonly #random: Randomness
  readonly #changed = new Listeners()
  #notice: KeyNotice | null = null
  #passphraseDue = false
  #newCode: NewCode | undefined

  constructor(vault: OpenableVault, clock: Clock, random: Randomness) {
    this.#vault = vault
    this.#clock = clock
    this.#random = random
  }

  get state(): WaysToOpenState {
    const slots = this.#vault.keyPlace()?.header.slots ?? []
    return {
      recoveryCode: findRecoverySlot(slots) !== undefined,
      passphraseDue: this.#passphraseDue,
      notice: this.#notice,
    }
  }

  /** Calls back after every change of `state` in an open vault. Returns the function that stops listening. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** Checks that the key of the open vault is in its place, and puts it back. Never rejects. */
  check(): Promise<KeyCheck> {
    return this.#vault.inTurn(() => this.#check())
  }

  /** Like {@link check}, but waits only briefly for the keychain. Returns what the user should know. Never rejects. */
  async checkBriefly(): Promise<KeyNotice | null> {
    // Earlier work of the vault may also wait for the keychain.
    return this.#vault.contents() ? this.#inTime(this.check()) : null
  }

  /**
   * Makes sure that the key survives when the vault closes. Call inside a turn of the vault.
   *
   * @throws when the keychain neither has nor accepts the key, and the vault has no recovery code.
   */
  async requireKey(): Promise<void> {
    const notice = await this.#inTime(this.#check())
    if (notice?.is === 'lost' && !this.state.recoveryCode) throw new Error(notice.text)
  }

  /** The user has read that the key was put back. */
  dismissNotice(): void {
    if (this.#notice?.is === 'put-back') this.#note(null)
  }

  /** Notes that the recovery code opened the vault. Call inside a turn of the vault. */
  async recovered(sealedBy: SealedBy): Promise<void> {
    this.#passphraseDue = sealedBy === 'passphrase'
    this.#changed.call()
    await this.#check()
  }

  /** Called when the vault is locked or closed. */
  forget(): void {
    this.#passphraseDue = false
    this.cancelRecoveryCode()
  }

  /**
   * Makes a recovery code. The code works only after {@link keepRecoveryCode}.
   *
   * @returns the code in its groups.
   * @throws {WrongPassphraseError}
   */
  makeRecoveryCode(passphrase?: string): Promise<string> {
    return this.#vault.inTurn(async () => {
      await this.#planOf(passphrase)
      const secret = newRecoverySecret(this.#random)
      this.#newCode = { secret, passphrase }
      return formatRecoveryCode(secret)
    })
  }

  /** The unconfirmed new code, to save it to a file. Throws when there is none. */
  get newRecoveryCode(): string {
    if (!this.#newCode) throw new Error('There is no new recovery code. Make one first.')
    return formatRecoveryCode(this.#newCode.secret)
  }

  cancelRecoveryCode(): void {
    this.#newCode?.secret.fill(0)
    this.#newCode = undefined
  }

  /**
   * Activates the new code in place of an earlier one.
   *
   * @param lastGroup shows that the user has the code.
   * @throws when it is not the code's last group. Nothing has changed.
   */
  keepRecoveryCode(lastGroup: string): Promise<void> {
    return this.#vault.inTurn(async () => {
      const made = this.#newCode
      if (!made) throw new Error('There is no new recovery code. Make one first.')
      if (!isLastGroup(made.secret, lastGroup))
        throw new Error('That is not the last group of the code. Compare it with what you saved.')
      const plan = await this.#planOf(made.passphrase)
      const recovery = recoveryRecipient(made.secret, this.#random)
      // With the earlier code, anybody who has an earlier file can learn that file's master key.
      await this.#seal({ ...plan, recovery }, plan.recovery ? 'new key' : 'same key')
      this.cancelRecoveryCode()
    })
  }

  removeRecoveryCode(passphrase?: string): Promise<void> {
    return this.#vault.inTurn(async () => {
      const plan = await this.#planOf(passphrase)
      if (plan.recovery) await this.#seal({ ...plan, recovery: undefined }, 'new key')
    })
  }

  /**
   * Seals the vault with a passphrase, in place of the keychain or of another passphrase.
   *
   * @param current the current passphrase, if there is one and the recovery code did not open the vault.
   */
  setPassphrase(passphrase: string, current?: string): Promise<void> {
    return this.#vault.inTurn(async () => {
      if (passphrase === '') throw new Error('The passphrase is empty.')
      const { recovery } = await this.#planOf(current, 'may be forgotten')
      await this.#seal({ sealedBy: 'passphrase', passphrase, recovery }, 'new key')
    })
  }

  /** Stores the key in the keychain, in place of a passphrase. */
  useKeychain(current?: string): Promise<void> {
    return this.#vault.inTurn(async () => {
      const { recovery } = await this.#planOf(current, 'may be forgotten')
      await this.#seal({ sealedBy: 'keychain', recovery }, 'new key')
    })
  }

  /** Seals the vault with a new master key for the same ways to open it. */
  renewKey(current?: string): Promise<void> {
    return this.#vault.inTurn(async () => this.#seal(await this.#planOf(current), 'new key'))
  }

  /**
   * What seals the vault now.
   *
   * @param current the vault's passphrase, if it has one.
   * @throws {WrongPassphraseError}
   */
  async #planOf(current: string | undefined, passphrase?: 'may be forgotten'): Promise<Plan> {
    const { header } = this.#place()
    const recovery = findRecoverySlot(header.slots)
    const slot = findPassphraseSlot(header.slots)
    if (!slot) return { sealedBy: 'keychain', recovery }
    if (passphrase === 'may be forgotten' && this.#passphraseDue)
      return { sealedBy: 'passphrase', passphrase: '', recovery }
    if (current === undefined) throw new Error('Enter the passphrase of the vault.')
    const masterKey = await openPassphraseSlot(current, slot, aboutSlot(header))
    masterKey.fill(0)
    return { sealedBy: 'passphrase', passphrase: current, recovery }
  }

  async #seal(plan: Plan, key: 'same key' | 'new key'): Promise<void> {
    const place = this.#place()
    const contents = this.#vault.contents()
    if (!contents) throw new Error('The vault is locked.')
    await sealFor(plan, key, { place, contents, random: this.#random }, () => {
      this.#passphraseDue = false
      this.#notice = null
      this.#vault.sealedBy(plan.sealedBy)
      this.#changed.call()
    })
  }

  #place(): KeyPlace {
    const place = this.#vault.keyPlace()
    if (!place || !this.#vault.contents()) throw new Error('No vault with a key is open.')
    return place
  }

  /** @returns null when the check takes too long. */
  async #inTime(check: Promise<KeyCheck>): Promise<KeyNotice | null> {
    const late = new Promise<undefined>((resolve) => {
      const cancel = this.#clock.after(PATIENCE_MS, () => resolve(undefined))
      void check.finally(cancel)
    })
    const found = await Promise.race([check, late])
    return found ? noticeOf(found, this.state.recoveryCode) : null
  }

  async #check(): Promise<KeyCheck> {
    const contents = this.#vault.contents()
    const place = this.#vault.keyPlace()
    const isKept = place?.header.slots.some(({ kind }) => kind === 'keychain') ?? false
    if (!contents || !place || !isKept) return { is: 'kept' }
    const masterKey = contents.keys.copyMasterKey()
    const check = await checkKey(place.keychain, masterKey, this.#random)
    masterKey.fill(0)
    this.#noteCheck(check)
    return check
  }

  /** A notice that the key was put back stays until the user reads it. A notice of a lost key stays until the key is back. */
  #noteCheck(check: KeyCheck): void {
    const notice = noticeOf(check, this.state.recoveryCode)
    if (notice?.is === 'lost' && notice.text === this.#notice?.text) return
    if (notice) this.#note(notice)
    else if (check.is === 'kept' && this.#notice?.is === 'lost') this.#note(null)
  }

  #note(notice: KeyNotice | null): void {
    this.#notice = notice
    this.#changed.call()
  }
}
