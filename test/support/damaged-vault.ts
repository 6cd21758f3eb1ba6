/** Closed vaults whose files a test damages, and what opening them gives. */
import type { VaultState } from '../../src/shared/app-state'
import type { Vault } from '../../src/main/vault/vault'
import type { Passkey } from '../../src/main/webauthn/authenticator/ports'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'
import { memoryHome, type VaultHome } from './vault-home'

/** Grows the file until it is rewritten. The opening records then include every passkey. */
export async function rewrite(vault: Vault): Promise<void> {
  const name = 'x'.repeat(60_000)
  const [passkey] = vault.passkeys.list()
  for (let i = 0; i < 40; i++)
    await vault.passkeys.rename(passkey!.credentialId, {
      userName: `${String(i)}${name}`,
      userDisplayName: '',
    })
}

export interface ClosedVault {
  readonly home: VaultHome
  readonly bytes: Buffer
  /** Where the opening frame and each of the passkeys' frames end. */
  readonly ends: number[]
  readonly kept: readonly Passkey[]
}

/** A home with a closed vault of `count` passkeys, one in each frame. */
export async function closedVault(count: number): Promise<ClosedVault> {
  const home = memoryHome()
  const vault = await home.openVault()
  const ends = [(await home.read()).length]
  for (let i = 0; i < count; i++) {
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    ends.push((await home.read()).length)
  }
  const kept = vault.passkeys.list()
  await vault.close()
  return { home, bytes: await home.read(), ends, kept }
}

export async function open(
  home: VaultHome,
): Promise<{ state: VaultState; passkeys: readonly Passkey[] }> {
  const vault = home.vault()
  await vault.open()
  const passkeys = vault.state.state === 'open' ? vault.passkeys.list() : []
  const { state } = vault
  await vault.close()
  return { state, passkeys }
}

/** A thousand copies would make the next opening slow. */
export async function removeCopies(home: VaultHome): Promise<void> {
  for (const name of await home.names()) if (name !== 'vault.pkv') await home.remove(name)
}
