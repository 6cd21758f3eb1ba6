/** Checks whether the keychain still holds the key of an open vault. Puts a missing key back. */
import type { KeyNotice } from '../../shared/app-state'
import { conditionOf, type Keychain, type KeychainCondition } from './keychain'
import { findMasterKey, keepMasterKey, otherKeyAt } from './master-key'
import { keyIdOf } from './vault-keys'
import type { Randomness } from '../platform/ports'

export type KeyCheck =
  /** The key is in its place, or needs no place: a passphrase seals the vault, or the vault is in memory. */
  | { readonly is: 'kept' }
  /** The keychain is locked or does not answer, so the key may be there. */
  | { readonly is: 'unknown'; readonly condition: KeychainCondition }
  | {
      readonly is: 'put-back'
      /** What the keychain had in the key's place. */
      readonly instead: 'nothing' | 'key of another vault' | 'something else'
    }
  | { readonly is: 'lost'; readonly because: string }

/**
 * Looks for the key. If the keychain is open and does not have it, puts the key back. If the key of another vault is in its
 * place, first moves that key to an item of its own.
 *
 * @param masterKey the key that opened the vault.
 */
export async function checkKey(
  keychain: Keychain,
  masterKey: Uint8Array,
  random: Randomness,
): Promise<KeyCheck> {
  const keyId = keyIdOf(masterKey)
  const search = await findMasterKey(keychain, keyId, random)
  if (search.found === 'key') {
    search.key.fill(0)
    return { is: 'kept' }
  }
  if (search.found === 'nothing') return { is: 'unknown', condition: search.condition }
  try {
    const other = search.found === 'differs' ? await otherKeyAt(keychain, keyId) : undefined
    if (other && !(await keepMasterKey(keychain, other))) return lost(GARBLED)
    if (!(await keepMasterKey(keychain, masterKey))) return lost(GARBLED)
    if (search.found === 'none') return { is: 'put-back', instead: 'nothing' }
    return { is: 'put-back', instead: other ? 'key of another vault' : 'something else' }
  } catch (error) {
    return lost(conditionOf(error).detail)
  }
}

const GARBLED = 'it did not return what Latchkey stored in it'

function lost(because: string): KeyCheck {
  return { is: 'lost', because }
}

/**
 * What the user should know about a check; null when the key is in its place, or its place is unknown.
 *
 * @param hasRecoveryCode whether the vault also opens without its key.
 */
export function noticeOf(check: KeyCheck, hasRecoveryCode: boolean): KeyNotice | null {
  switch (check.is) {
    case 'put-back':
      return { is: 'put-back', text: PUT_BACK[check.instead] }
    case 'lost':
      return { is: 'lost', text: describeLost(check.because, hasRecoveryCode) }
    default:
      return null
  }
}

const PUT_BACK = {
  nothing: 'The keychain no longer held the key of this vault. Latchkey put the key back.',
  'key of another vault':
    'The keychain’s item for this vault held the key of another vault. Latchkey put the right key back, and kept the other key in an item of its own.',
  'something else':
    'The keychain’s item for this vault no longer held its key. Latchkey put the key back.',
} as const

function describeLost(because: string, hasRecoveryCode: boolean): string {
  const found = `The keychain no longer holds the key of this vault, and does not take it back: ${because}.`
  return hasRecoveryCode
    ? `${found} Once you lock the vault or quit Latchkey, only your recovery code opens the vault. Repair the keychain, and try again.`
    : `${found} Once you lock the vault or quit Latchkey, nothing opens the vault again. Repair the keychain and try again, or make a recovery code in Settings.`
}
