/** The operating system's keychain, as the vault needs it, and what it tells about its own state. */
import { encodeBase64Url } from '../../shared/base64url'
import { messageOf } from './errors'
import type { Clock, Randomness } from '../platform/ports'

/** The items of one service. A secret is base64url text: keychains garble anything richer. */
export interface Keychain {
  /** null when there is no item; a *locked* keychain may return null as well. */
  get(account: string): Promise<string | null>
  set(account: string, secret: string): Promise<void>
  delete(account: string): Promise<void>
  /**
   * Only for a keychain that a probe has just found open: libsecret finds the items of a locked one too, without
   * their secrets, and keytar crashes the process over that.
   */
  list(): Promise<readonly { readonly account: string; readonly secret: string }[]>
}

/** No keychain service answers, or the module that asks it cannot be loaded. */
export class KeychainMissingError extends Error {
  override readonly name = 'KeychainMissingError'
}

/** The keychain did not answer in time: it waits for the user, or hangs. */
class KeychainTimeoutError extends Error {
  override readonly name = 'KeychainTimeoutError'

  constructor() {
    super('The keychain did not answer within 10 seconds')
  }
}

const TIMEOUT_MS = 10_000

/**
 * Limits the time of every call. While a call hangs, further calls fail at once: each call holds a thread of a small
 * pool, and file operations need the same threads.
 */
export function boundedKeychain(keychain: Keychain, clock: Clock): Keychain {
  let hanging = 0
  const bounded = <T>(call: () => Promise<T>): Promise<T> => {
    if (hanging > 0) return Promise.reject(new KeychainTimeoutError())
    return new Promise<T>((resolve, reject) => {
      let late = false
      const cancel = clock.after(TIMEOUT_MS, () => {
        late = true
        hanging++
        reject(new KeychainTimeoutError())
      })
      const settled = (): void => {
        cancel()
        if (late) hanging--
      }
      call().finally(settled).then(resolve, reject)
    })
  }
  return {
    get: (account) => bounded(() => keychain.get(account)),
    set: (account, secret) => bounded(() => keychain.set(account, secret)),
    delete: (account) => bounded(() => keychain.delete(account)),
    list: () => bounded(() => keychain.list()),
  }
}

export interface KeychainCondition {
  readonly state: 'open' | 'locked' | 'missing'
  /** What the keychain said; empty when it is open. */
  readonly detail: string
}

/**
 * Sets, reads and deletes an item. Reading alone does not tell a locked keychain from an empty keychain: both answer
 * null.
 */
export async function probeKeychain(
  keychain: Keychain,
  random: Randomness,
): Promise<KeychainCondition> {
  const account = `probe:${encodeBase64Url(random.bytes(9))}`
  const secret = encodeBase64Url(random.bytes(32))
  try {
    await keychain.set(account, secret)
    const read = await keychain.get(account)
    await keychain.delete(account)
    if (read === secret) return { state: 'open', detail: '' }
    return { state: 'locked', detail: 'It did not return what Latchkey stored in it' }
  } catch (error) {
    return conditionOf(error)
  }
}

/** What a failed call says about the keychain. In doubt, the keychain exists and is locked. */
export function conditionOf(error: unknown): KeychainCondition {
  const detail = messageOf(error)
  const missing = error instanceof KeychainMissingError || NO_SERVICE.test(detail)
  return { state: missing ? 'missing' : 'locked', detail }
}

/** How libsecret and D-Bus say that no keychain runs. */
const NO_SERVICE =
  /cannot autolaunch d-bus|cannot spawn a message bus|could not connect|connection refused|unsupported transport|was not provided by any \.service files|serviceunknown|no such (file|interface)|spawn\.\w+|unix:path/i
