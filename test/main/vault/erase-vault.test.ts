import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { systemClock } from '../../../src/main/platform/system-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { keptHome, random, type VaultHome } from '../../support/vault-home'

const filesOf = async ({ folder }: VaultHome) =>
  (await readdir(folder, { recursive: true })).filter((name) => !name.startsWith('vault.lock'))

it('erases the passkeys, the file, its copies and its key, and begins with an empty vault', async () => {
  const home = await keptHome()
  const [oldKey = ''] = home.keychain.keys()
  await writeFile(join(home.folder, 'vault.pkv.kept-2026'), 'a copy')
  await writeFile(join(home.folder, 'notes.txt'), 'the user’s own')
  const vault = await home.openVault()
  expect(vault.passkeys.list()).toHaveLength(1)

  await vault.erase()

  expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'keychain', readOnly: null })
  expect(vault.passkeys.list()).toEqual([])
  expect(home.keychain.keys()).toHaveLength(1)
  expect(home.keychain.keys()).not.toContain(oldKey)
  expect(await filesOf(home)).not.toContain('vault.pkv.kept-2026')
  expect(await filesOf(home)).toContain('notes.txt')
})

it('keeps what comes into the new vault', async () => {
  const home = await keptHome()
  const vault = await home.openVault()
  await vault.erase()
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  await vault.close()

  const again = await home.openVault()

  expect(again.state.state).toBe('open')
  expect(again.passkeys.list()).toHaveLength(1)
})

it('erases a vault that cannot be read', async () => {
  const home = await keptHome()
  await writeFile(home.file, 'no vault')
  const vault = home.vault()
  await vault.open()
  expect(vault.state.state).toBe('locked')

  await vault.erase()

  expect(vault.state.state).toBe('open')
  expect(vault.passkeys.list()).toEqual([])
})

it('erases nothing while the keychain is locked, and opens the vault again', async () => {
  const home = await keptHome()
  const vault = await home.openVault()
  home.keychain.mood = 'locked'

  await expect(vault.erase()).rejects.toThrow('The keychain is locked, so nothing was erased.')

  home.keychain.mood = 'open'
  await vault.retry()
  expect(vault.passkeys.list()).toHaveLength(1)
})

it('has nothing to erase of a vault in memory', async () => {
  const vault = memoryVault(systemClock(), random)
  await vault.open()

  await expect(vault.erase()).rejects.toThrow('in memory')
  expect(vault.state.state).toBe('open')
})
