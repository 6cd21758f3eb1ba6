import type { Clock } from '../../src/main/platform/ports'
import {
  KEYCHAIN_TIMEOUT_MS,
  KeychainTimeoutError,
  type Keychain,
} from '../../src/main/vault/keychain'

export type KeychainMood =
  | 'open'
  /** Like gnome-keyring: a read returns null as for a missing item, and a write throws the reason. */
  | 'locked'
  /** No session bus. */
  | 'missing'
  /** A prompt that the user does not answer. Each call fails after its time-out. */
  | 'hanging'
  /** Returns a different value than was stored. */
  | 'garbling'

/** A keychain in memory. `mood` says how it behaves from now on. */
export class MemoryKeychain implements Keychain {
  mood: KeychainMood = 'open'
  readonly items = new Map<string, string>()
  /** Calls that were made, in order. */
  readonly calls: string[] = []
  readonly #clock: Clock | undefined

  /** @param clock without a clock, a call that hangs never ends. */
  constructor(clock?: Clock) {
    this.#clock = clock
  }

  get(account: string): Promise<string | null> {
    return this.#answer('get', null, () => {
      const secret = this.items.get(account)
      return secret === undefined ? null : this.#giveBack(secret)
    })
  }

  set(account: string, secret: string): Promise<void> {
    return this.#answer(
      'set',
      new Error('Cannot create an item in a locked collection'),
      () => void this.items.set(account, secret),
    )
  }

  delete(account: string): Promise<void> {
    return this.#answer('delete', undefined, () => void this.items.delete(account))
  }

  list(): Promise<readonly { readonly account: string; readonly secret: string }[]> {
    // The real keychain module would crash the whole process.
    if (this.mood === 'locked') throw new Error('a locked keychain was asked for its items')
    return this.#answer('list', [], () =>
      Array.from(this.items, ([account, secret]) => ({ account, secret: this.#giveBack(secret) })),
    )
  }

  /** The accounts of the vaults' keys. */
  keys(): string[] {
    return [...this.items.keys()].filter((account) => account.startsWith('vault-key:'))
  }

  #giveBack(secret: string): string {
    return this.mood === 'garbling' ? secret.slice(1) : secret
  }

  #hang(): Promise<never> {
    return new Promise((_resolve, reject) => {
      this.#clock?.after(KEYCHAIN_TIMEOUT_MS, () => reject(new KeychainTimeoutError()))
    })
  }

  async #answer<T>(call: string, whenLocked: T | Error, answer: () => T): Promise<T> {
    this.calls.push(call)
    if (this.mood === 'missing') throw new Error('Cannot autolaunch D-Bus without X11 $DISPLAY')
    if (this.mood === 'hanging') return this.#hang()
    if (this.mood !== 'locked') return answer()
    if (whenLocked instanceof Error) throw whenLocked
    return whenLocked
  }
}
