/** Finds and stores the master key in the keychain. */
import { decodeBase64Url, encodeBase64Url } from '../../shared/base64url'
import { conditionOf, probeKeychain, type Keychain, type KeychainCondition } from './keychain'
import { keyIdOf, MASTER_KEY_BYTES } from './vault-keys'
import type { Randomness } from '../platform/ports'

const ACCOUNT_PREFIX = 'vault-key:'

export type KeySearch =
  | { readonly found: 'key'; readonly key: Uint8Array }
  /** `differs`: an item with that name holds another value. `none`: the keychain is open and has no key. */
  | { readonly found: 'differs' | 'none' }
  | { readonly found: 'nothing'; readonly condition: KeychainCondition }

/**
 * Looks for the master key with this id: first under its own name, then in all of our items. A keychain without the key may be
 * locked. So the items are listed, and the key counts as missing, only after a probe shows that the keychain is open.
 *
 * @param keyId 8 bytes.
 */
export async function findMasterKey(
  keychain: Keychain,
  keyId: Uint8Array,
  random: Randomness,
): Promise<KeySearch> {
  try {
    const secret = await keychain.get(accountOf(keyId))
    const key = decodeKey(secret, keyId)
    if (key) return { found: 'key', key }
    const condition = await probeKeychain(keychain, random)
    if (condition.state !== 'open')
      return secret === null ? { found: 'nothing', condition } : { found: 'differs' }
    const elsewhere = await searchAll(keychain, keyId)
    if (elsewhere) return { found: 'key', key: elsewhere }
    return { found: secret === null ? 'none' : 'differs' }
  } catch (error) {
    return { found: 'nothing', condition: conditionOf(error) }
  }
}

/**
 * Stores a new master key, and reads it back.
 *
 * @returns whether the keychain returned the same key. If not, the item is removed.
 * @throws what the keychain throws.
 */
export async function keepMasterKey(keychain: Keychain, key: Uint8Array): Promise<boolean> {
  const account = accountOf(keyIdOf(key))
  const secret = encodeBase64Url(key)
  await keychain.set(account, secret)
  if ((await keychain.get(account)) === secret) return true
  await keychain.delete(account)
  return false
}

/** Removes the key of a vault whose file never received its name. */
export function dropMasterKey(keychain: Keychain, key: Uint8Array): Promise<void> {
  return keychain.delete(accountOf(keyIdOf(key)))
}

/** Removes the master keys with these ids. A probe has just found the keychain open. Keeps the keys of other vaults. */
export async function deleteMasterKeys(
  keychain: Keychain,
  keyIds: readonly Uint8Array[],
): Promise<void> {
  for (const { account, secret } of await keychain.list()) {
    const isKey = account.startsWith(ACCOUNT_PREFIX)
    if (isKey && keyIds.some((keyId) => decodeKey(secret, keyId))) await keychain.delete(account)
  }
}

/** Whether the keychain holds a master key of any vault. A probe has just found the keychain open. */
export async function hasMasterKeys(keychain: Keychain): Promise<boolean> {
  const items = await keychain.list()
  return items.some(({ account }) => account.startsWith(ACCOUNT_PREFIX))
}

/** The key of another vault under the account of the key with this id; undefined when the account has no key. */
export async function otherKeyAt(
  keychain: Keychain,
  keyId: Uint8Array,
): Promise<Uint8Array | undefined> {
  const secret = await keychain.get(accountOf(keyId))
  return secret === null ? undefined : parseKey(secret)
}

async function searchAll(keychain: Keychain, keyId: Uint8Array): Promise<Uint8Array | undefined> {
  for (const { account, secret } of await keychain.list()) {
    const key = account.startsWith(ACCOUNT_PREFIX) ? decodeKey(secret, keyId) : undefined
    if (key) return key
  }
  return undefined
}

function decodeKey(secret: string | null, keyId: Uint8Array): Uint8Array | undefined {
  const key = secret === null ? undefined : parseKey(secret)
  return key && Buffer.compare(keyIdOf(key), keyId) === 0 ? key : undefined
}

function parseKey(secret: string): Uint8Array | undefined {
  try {
    const key = decodeBase64Url(secret)
    return key.length === MASTER_KEY_BYTES ? key : undefined
  } catch {
    return undefined
  }
}

function accountOf(keyId: Uint8Array): string {
  return ACCOUNT_PREFIX + encodeBase64Url(keyId)
}
