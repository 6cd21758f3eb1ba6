import type { LockReason } from '../../shared/app-state'

/** The title of the lock screen. The explanation follows it. */
export const lockTitles: Readonly<Record<LockReason, string>> = {
  'keychain-locked': 'The keychain is locked',
  'keychain-missing': 'No keychain available',
  'key-missing': 'The keychain has no key for this vault',
  'key-differs': 'The keychain holds the key of another vault',
  passphrase: 'Latchkey is locked',
  'in-use': 'This vault is already open',
  'vault-missing': 'The vault file is missing',
  'copy-left': 'Only a copy of the vault is here',
  'other-vault': 'Another vault is in this vault’s place',
  unreadable: 'The vault cannot be read',
}

/** The reasons for which a backup may replace the vault. */
export const RESTORABLE: readonly LockReason[] = [
  'unreadable',
  'copy-left',
  'other-vault',
  'key-missing',
  'key-differs',
]

/** The reasons for which the recovery code may open the vault. */
export const OPENS_BY_CODE: readonly LockReason[] = [
  'keychain-locked',
  'keychain-missing',
  'key-missing',
  'key-differs',
  'passphrase',
]
