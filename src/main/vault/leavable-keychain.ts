import type { Keychain } from './keychain'

/**
 * A keychain that the vault can abandon, so that a keychain that hangs cannot keep Latchkey from quitting. After that, every
 * call fails at once, including waiting calls. The call in the keychain itself continues, as after a timeout.
 */
export class LeavableKeychain implements Keychain {
  readonly #keychain: Keychain
  #left = new AbortController()

  constructor(keychain: Keychain) {
    this.#keychain = keychain
  }

  get(account: string): Promise<string | null> {
    return this.#untilLeft(() => this.#keychain.get(account))
  }

  set(account: string, secret: string): Promise<void> {
    return this.#untilLeft(() => this.#keychain.set(account, secret))
  }

  delete(account: string): Promise<void> {
    return this.#untilLeft(() => this.#keychain.delete(account))
  }

  list(): Promise<readonly { readonly account: string; readonly secret: string }[]> {
    return this.#untilLeft(() => this.#keychain.list())
  }

  leave(): void {
    this.#left.abort(new Error('Latchkey is closing the vault'))
  }

  comeBack(): void {
    if (this.#left.signal.aborted) this.#left = new AbortController()
  }

  async #untilLeft<T>(ask: () => Promise<T>): Promise<T> {
    const { signal } = this.#left
    signal.throwIfAborted()
    return new Promise((resolve, reject) => {
      const leave = (): void => reject(signal.reason as Error)
      signal.addEventListener('abort', leave, { once: true })
      const settle = (): void => signal.removeEventListener('abort', leave)
      ask().then(resolve, reject).finally(settle)
    })
  }
}
