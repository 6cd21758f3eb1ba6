/** The operating system's keychain as the vault needs it, and how to read the keychain's condition. */
import { encodeBase64Url } from '../../shared/base64url'
import { messageOf, reasonOf } from './errors'
import type { Randomness } from '../platform/ports'

/**
 * The items of one service. A secret is base64url text, because keychains corrupt other text.
 *
 * Each call settles within ten seconds. If the keychain hangs or waits for the user, the call rejects with a {@link
 * KeychainTimeoutError}.
 */
export interface Keychain {
  /** null when the item does not exist. A *locked* keychain may also return null. */
  get(account: string): Promise<string | null>
  set(account: string, secret: string): Promise<void>
  delete(account: string): Promise<void>
  /**
   * Call only after a probe found the keychain open. libsecret also finds the items of a locked keychain, without their
   * secrets, and then keytar crashes its process.
   */
  list(): Promise<readonly { readonly account: string; readonly secret: string }[]>
}

/** No keychain service answers, or the module that calls it cannot be loaded. */
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
  /** Why the keychain is not open: a clause for the user. Empty when it is open. */
  readonly detail: string
}

/** Sets, reads and deletes an item. A read alone cannot tell a locked keychain from an empty one, because both answer null. */
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

/** What a failed call says about the keychain. When in doubt, the keychain exists and is locked. */
export function conditionOf(error: unknown): KeychainCondition {
  const said = messageOf(error)
  const missing = error instanceof KeychainMissingError || NO_SERVICE.test(said)
  return { state: missing ? 'missing' : 'locked', detail: inWords(said) }
}

/** Translates a message of libsecret or D-Bus for the user. Leaves rare messages in their own words. */
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

/** How libsecret and D-Bus report that no keychain runs. */
const NO_SERVICE =
  /cannot autolaunch d-bus|cannot spawn a message bus|could not connect|connection refused|unsupported transport|was not provided by any \.service files|serviceunknown|no such (file|interface)|spawn\.\w+|unix:path/i

/**
 * Whether a failed call blames the connection to the keychain. libsecret stays with the first keyring daemon and message bus
 * that it met, so only a new process can reach their successors.
 */
export function isConnectionLost(error: unknown): boolean {
  return conditionOf(error).state === 'missing' || CONNECTION_LOST.test(messageOf(error))
}

/** How libsecret and D-Bus report that the keyring daemon, its session or the bus has changed. */
const CONNECTION_LOST =
  /connection (is|was) closed|disconnected from message bus|did not receive a reply|no ?reply|(object|interface|method) does not exist|no such (object|method|session)|unknown(object|method)|session does not exist/i
