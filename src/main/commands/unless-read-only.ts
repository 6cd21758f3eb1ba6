import { CommandError } from '../../shared/command-api'
import { VaultReadOnlyError } from '../vault/errors'
import { DISK_FULL } from '../vault/explanations'
import { isFullDisk } from '../vault/load-vault'
import type { Vault } from '../vault/vault'

/** @throws {CommandError} `read-only` where the vault cannot be written: why, and what to do. */
export async function unlessReadOnly<T>(
  { vault }: { readonly vault: Pick<Vault, 'state'> },
  work: () => Promise<T>,
): Promise<T> {
  const { state } = vault
  try {
    return await work()
  } catch (error) {
    if (isFullDisk(error)) throw readOnly(DISK_FULL, state)
    if (error instanceof VaultReadOnlyError) throw readOnly(error.message, state)
    throw error
  }
}

function readOnly(reason: string, state: Vault['state']): CommandError {
  const said = [reason, 'Nothing was changed.', whatToDo(reason, state)]
  return new CommandError('read-only', said.filter(Boolean).join(' '))
}

function whatToDo(reason: string, state: Vault['state']): string {
  if (reason === DISK_FULL) return 'Free some space, then try again.'
  const isDamaged = state.state === 'open' && state.damage?.is === 'damaged'
  return isDamaged ? 'To save changes again: latchkey vault repair' : ''
}
