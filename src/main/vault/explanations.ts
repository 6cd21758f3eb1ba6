/** Why a vault is not open, in the user's words: what is wrong, and what to do. */
import type { VaultState } from '../../shared/app-state'
import { DamagedVaultError, messageOf, UnreadableVaultError } from './errors'
import type { KeychainCondition } from './keychain'

export type Locked = Extract<VaultState, { state: 'locked' }>

export const lockedByPassphrase: Locked = {
  state: 'locked',
  reason: 'passphrase',
  explanation: 'The vault is sealed with a passphrase.',
}

export const lockedInUse: Locked = {
  state: 'locked',
  reason: 'in-use',
  explanation: 'Another Latchkey has this vault open. Close it, then try again.',
}

export const keyMissing: Locked = {
  state: 'locked',
  reason: 'key-missing',
  explanation:
    'The keychain is open, but holds no key for this vault. If it was removed or this is another computer or keychain, bring the item back, then try again. The vault stays as it is.',
}

export const keyDiffers: Locked = {
  state: 'locked',
  reason: 'key-differs',
  explanation:
    'The keychain’s item for this vault holds something other than its key. Bring the right one back, then try again. The vault stays as it is.',
}

export const keyNotKept: Locked = {
  state: 'locked',
  reason: 'key-differs',
  explanation:
    'The keychain did not give back the key that was put into it, so no vault was made. Check the keychain, then try again.',
}

export function keychainShut({ state, detail }: KeychainCondition): Locked {
  return state === 'missing'
    ? {
        state: 'locked',
        reason: 'keychain-missing',
        explanation: `The key of this vault is in the keychain, but no keychain is available (${detail}). Start the keychain’s service, then try again.`,
      }
    : {
        state: 'locked',
        reason: 'keychain-locked',
        explanation: `The keychain is locked (${detail}). Unlock it, then try again.`,
      }
}

export function unreadable(explanation: string): Locked {
  return { state: 'locked', reason: 'unreadable', explanation }
}

/**
 * For anything that was thrown while opening.
 *
 * @param previous the path of the generation before; undefined when there is none.
 */
export function notOpened(error: unknown, previous: string | undefined): Locked {
  if (error instanceof DamagedVaultError && previous !== undefined)
    return unreadable(`${error.message} ${wayBack(previous)}`)
  return unreadable(
    error instanceof UnreadableVaultError
      ? error.message
      : `The vault could not be opened: ${messageOf(error)}. It was left as it is; try again when that is put right.`,
  )
}

export function fileMissing(folder: string, leftovers: readonly string[]): Locked {
  const names = leftovers.join(', ')
  const way = leftovers.includes('vault.pkv.1')
    ? 'To go back to the previous state, rename vault.pkv.1 to vault.pkv and try again.'
    : 'Put the vault’s file back and try again, or move these files elsewhere to begin anew.'
  return unreadable(
    `The vault’s file vault.pkv is missing from ${folder}, while ${names} is still there. ${way}`,
  )
}

export function onlyKeyLeft(folder: string): Locked {
  return unreadable(
    `The keychain holds the key of a vault, and there is no vault in ${folder}. Put its file vault.pkv back and try again, or, if no other Latchkey uses them, remove Latchkey’s items from the keychain to begin anew.`,
  )
}

export function noKeychain({ detail }: KeychainCondition): Extract<VaultState, { state: 'new' }> {
  return {
    state: 'new',
    explanation: `No keychain is available, so a passphrase encrypts the vault. Latchkey asks for it at each start. Details: ${detail}.`,
  }
}

export interface Damage {
  readonly passkeys: number
  /** Entries. */
  readonly lost: number
  /** Where the damaged file was copied to; undefined when it could not be. */
  readonly copy: string | undefined
  /** The path of the generation before; undefined when there is none. */
  readonly previous: string | undefined
}

/** @param file the path of the damaged file. */
export function damaged(file: string, { passkeys, lost, copy, previous }: Damage): string {
  const saved = `${passkeys} ${passkeys === 1 ? 'passkey was' : 'passkeys were'} saved`
  const gone = `${lost} ${lost === 1 ? 'entry was' : 'entries were'} lost`
  const kept = copy === undefined ? '' : `, and an untouched copy of it is ${copy}`
  const way =
    previous === undefined
      ? 'If you have a good copy of your own, quit Latchkey, rename vault.pkv to vault.pkv.damaged, put your copy in its place as vault.pkv, and start Latchkey again.'
      : wayBack(previous)
  return `The vault’s file is damaged: ${saved}, ${gone}. Nothing was deleted: ${file} is as it was found${kept}. ${way}`
}

function wayBack(previous: string): string {
  return `${previous} is the vault as it was before it was last written anew, without what came later. To go back to it, quit Latchkey, rename vault.pkv to vault.pkv.damaged and vault.pkv.1 to vault.pkv, and start Latchkey again.`
}
