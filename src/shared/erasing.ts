/** What the window and the main process agree on about erasing the vault. */
import type { LockReason } from './app-state'

/** What the user types to erase everything. */
export const ERASE_WORD = 'erase'

/**
 * Whether a vault that is locked for this reason may be erased. Where the vault that was here last is not here, its key in the
 * keychain still opens its file, wherever that is. Where another Latchkey has the vault open, that Latchkey can erase it.
 */
export function isErasable(reason: LockReason): boolean {
  return !NOT_ERASABLE.includes(reason)
}

const NOT_ERASABLE: readonly LockReason[] = [
  'in-use',
  'keychain-locked',
  'vault-missing',
  'other-vault',
]
