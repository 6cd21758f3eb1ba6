/** The operating system's keychain, as the vault needs it, and what it tells about its own state. */
import { encodeBase64Url } from '../../shared/base64url'
import { messageOf, reasonOf } from './errors'
import type { Randomness } from '../platform/ports'

/**
 * The items of one service. A secret is base64url text: keychains garble anything richer.
 *
 * Each call settles within ten seconds: with a {@link KeychainTimeoutError} where the keychain hangs, or waits for the user.
 */
export interface Keychain {
  /** null when there is no item; a *locked* keychain may return null as well. */
  get(account: string): Promise<string | null>
  set(account: string, secret: string): Promise<void>
  delete(account: string): Promise<void>
  /**
   * Only for a keychain that a probe has just found open: libsecret finds the items of a locked one too, without
   * their secrets, and keytar crashes its process over that.
   */
  list(): Promise<readonly { readonly account: string; readonly secret: string }[]>
}

/** No keychain service answers, or the module that asks it cannot be loaded. */
export class KeychainMissingError extends Error {
  override readonly name = 'KeychainMissingError'
}

/** The keychain did not answer in time: it waits for the user, or hangs. `message` is a clause about the keychain. */
export class KeychainTimeoutError extends Error {
  override readonly name = 'KeychainTimeoutError'

  constructor() {
    super('it did not answer within 10 seconds')
  }
}

/** How long a call may take. */
export const KEYCHAIN_TIMEOUT_MS = 10_000

export interface KeychainCondition {
  readonly state: 'open' | 'locked' | 'missing'
  /** Why it is not open: a clause for the user. Empty when it is open. */
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
    return { state: 'locked', detail: 'it did not return what Latchkey stored in it' }
  } catch (error) {
    return conditionOf(error)
  }
}

/** What a failed call says about the keychain. In doubt, the keychain exists and is locked. */
export function conditionOf(error: unknown): KeychainCondition {
  const said = messageOf(error)
  const missing = error instanceof KeychainMissingError || NO_SERVICE.test(said)
  return { state: missing ? 'missing' : 'locked', detail: inWords(said) }
}

/** What libsecret and D-Bus say, for the user. What is rare stays in their own words. */
function inWords(said: string): string {
  const known = IN_WORDS.find(([pattern]) => pattern.test(said))
  return known ? known[1] : reasonOf(said)
}

const IN_WORDS: readonly (readonly [RegExp, string])[] = [
  [
    /cannot autolaunch d-bus|cannot spawn a message bus|could not connect|connection refused|unsupported transport|no such file|spawn\.\w+|unix:path/i,
    'this login session has no message bus (D-Bus)',
  ],
  [
    /was not provided by any \.service files|serviceunknown|no such interface/i,
    'no keyring service is running',
  ],
  [/locked collection|\bis ?locked\b/i, 'it is locked'],
  [
    /prompt.*(dismissed|cancell?ed)|(dismissed|cancell?ed).*prompt/i,
    'its password was not entered',
  ],
]

/** How libsecret and D-Bus say that no keychain runs. */
const NO_SERVICE =
  /cannot autolaunch d-bus|cannot spawn a message bus|could not connect|connection refused|unsupported transport|was not provided by any \.service files|serviceunknown|no such (file|interface)|spawn\.\w+|unix:path/i

/**
 * Whether a failed call says that the connection to the keychain is at fault: libsecret keeps to the first keyring daemon and
 * to the first message bus that it met, so only another process can reach their successors.
 */
export function isConnectionLost(error: unknown): boolean {
  return conditionOf(error).state === 'missing' || CONNECTION_LOST.test(messageOf(error))
}

/** How libsecret and D-Bus say that the keyring daemon, its session or the bus is no longer what it was. */
const CONNECTION_LOST =
  /connection (is|was) closed|disconnected from message bus|did not receive a reply|no ?reply|(object|interface|method) does not exist|no such (object|method|session)|unknown(object|method)|session does not exist/i
