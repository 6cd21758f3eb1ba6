/** A vault with every kind of data that is sealed a second time, and a check that all of it opens. */
import { expect } from 'vitest'
import type { Vault } from '../../src/main/vault/vault'
import { keptPasskey, PRIVATE_KEY } from './kept-passkey'
import { memoryHome, type VaultHome } from './vault-home'
import { copyOf } from './opened-secrets'

/** The passphrase of {@link passphraseWorld}. */
export const PASSPHRASE = 'correct horse'
const TOKEN = Uint8Array.from({ length: 32 }, (_, i) => i)
const SECRETS = { credBlob: Uint8Array.of(7, 8, 9) }

async function filled(home: VaultHome, vault: Vault) {
  const kept = keptPasskey()
  const trashed = keptPasskey()
  await vault.passkeys.add(kept, PRIVATE_KEY, null, SECRETS)
  await vault.passkeys.add(trashed, PRIVATE_KEY)
  await vault.passkeys.trash(trashed.credentialId, 'It is no longer needed.')
  await vault.grants.add({
    id: 'grant-id-grant-id',
    origin: 'https://example.org',
    name: 'Example',
    token: TOKEN,
    createdAt: home.clock.now(),
    expiresAt: home.clock.now() + 1_000_000,
    lastUsedAt: null,
  })
  const root = {
    privateKey: Uint8Array.of(1, 2, 3),
    certificate: Uint8Array.of(4, 5),
    notBefore: home.clock.now(),
  }
  await vault.attestationRoots.keep(root)
  return { home, vault, kept, trashed }
}

/** A vault sealed by the keychain. */
export async function keychainWorld() {
  const home = memoryHome()
  return filled(home, await home.openVault())
}

/** A vault sealed with a passphrase, with a working keychain. */
export async function passphraseWorld() {
  const home = memoryHome()
  home.keychain.mood = 'missing'
  const vault = home.vault()
  await vault.open()
  await vault.createWithPassphrase(PASSPHRASE)
  home.keychain.mood = 'open'
  return filled(home, vault)
}

export type World = Awaited<ReturnType<typeof filled>>

/** Expects that everything that is sealed twice opens. */
export async function expectWhole(vault: Vault, { kept, trashed }: World): Promise<void> {
  expect(vault.state).toMatchObject({ state: 'open', readOnly: null, warning: null })
  const { passkeys } = vault
  expect(Uint8Array.from(passkeys.privateKey(kept.credentialId))).toEqual(
    Uint8Array.from(PRIVATE_KEY),
  )
  expect(passkeys.withExtensionSecrets(kept.credentialId, copyOf)).toEqual(SECRETS)
  expect(vault.grants.find('grant-id-grant-id')?.token).toEqual(TOKEN)
  expect(vault.attestationRoots.find()?.privateKey).toEqual(Uint8Array.of(1, 2, 3))
  await passkeys.restore(trashed.credentialId)
  expect(Uint8Array.from(passkeys.privateKey(trashed.credentialId))).toEqual(
    Uint8Array.from(PRIVATE_KEY),
  )
}

/** Makes and activates a recovery code. */
export async function makeCode({ ways }: Vault, passphrase?: string): Promise<string> {
  const code = await ways.makeRecoveryCode(passphrase)
  await ways.keepRecoveryCode(code.slice(-5))
  return code
}

/** The vault after a restart. */
export async function reopened({ home, vault }: World): Promise<Vault> {
  await vault.close()
  const again = home.vault()
  await again.open()
  return again
}
