import type { VaultState } from '../../shared/app-state'
import { CommandError } from '../../shared/command-api'
import { inTerminal } from '../../shared/placed-text'
import type { Vault } from '../vault/vault'

/** @throws {CommandError} `locked`. */
export function openPasskeys({
  state,
  passkeys,
}: Pick<Vault, 'state' | 'passkeys'>): Vault['passkeys'] {
  if (state.state === 'open') return passkeys
  throw vaultNotOpen(state)
}

export function vaultNotOpen(state: Exclude<VaultState, { state: 'open' }>): CommandError {
  return new CommandError('locked', `The vault is not open. ${whyNotOpen(state)}`)
}

function whyNotOpen(state: Exclude<VaultState, { state: 'open' }>): string {
  switch (state.state) {
    case 'locked':
    case 'new':
      return inTerminal(state.explanation)
    case 'locked-by-user':
      return 'You locked it. Unlock it in Latchkey’s window, then try again.'
    case 'opening':
      return 'Latchkey is opening the vault. Try again.'
  }
}
