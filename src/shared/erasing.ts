/** Facts about erasing the vault that the window and the main process share. */
import type { LockReason } from './app-state'

/** The word that the user types to erase everything. */
export const ERASE_WORD = 'erase'

/**
 * Whether a vault that is locked for this reason may be erased. Not when the last vault is missing, because its key in the
 * keychain still opens its file elsewhere. Not when another Latchkey has the vault open, because that Latchkey can erase it.
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
