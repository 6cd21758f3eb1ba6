import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it, vi } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { Records } from '../../../src/main/vault/records'
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

it('erases nothing while the keychain is locked, and leaves the vault open', async () => {
  const home = await keptHome()
  const vault = await home.openVault()
  home.keychain.mood = 'locked'

  await expect(vault.erase()).rejects.toThrow('The keychain is locked, so nothing was erased.')

  expect(vault.state.state).toBe('open')
  expect(vault.passkeys.list()).toHaveLength(1)
})

it('leaves the key of a vault in another folder, and still begins with an empty vault', async () => {
  const home = await keptHome()
  const other = await keptHome()
  const [otherKey = ''] = other.keychain.keys()
  home.keychain.items.set(otherKey, other.keychain.items.get(otherKey) ?? '')
  const [ownKey = ''] = home.keychain.keys()
  const vault = await home.openVault()

  await vault.erase()

  expect(vault.state.state).toBe('open')
  expect(vault.passkeys.list()).toEqual([])
  expect(home.keychain.keys()).toContain(otherKey)
  expect(home.keychain.keys()).not.toContain(ownKey)
})

it('erases the keys of the copies, too', async () => {
  const home = await keptHome()
  const old = await keptHome()
  const [oldKey = ''] = old.keychain.keys()
  home.keychain.items.set(oldKey, old.keychain.items.get(oldKey) ?? '')
  await home.write(await old.read(), 'vault.pkv.kept-2026')
  const vault = await home.openVault()

  await vault.erase()

  expect(home.keychain.keys()).toHaveLength(1)
  expect(home.keychain.keys()).not.toContain(oldKey)
})

it('erases nothing if the vault is missing: its key may still open its file elsewhere', async () => {
  const home = await keptHome()
  const [key = ''] = home.keychain.keys()
  await home.remove('vault.pkv')
  const vault = home.vault()
  await vault.open()
  expect(vault.state).toMatchObject({ reason: 'vault-missing' })

  await expect(vault.erase()).rejects.toThrow('Nothing was erased.')

  expect(vault.state).toMatchObject({ reason: 'vault-missing' })
  expect(home.keychain.keys()).toEqual([key])
})

it('erases nothing if another vault is in the place of its own', async () => {
  const home = await keptHome()
  const other = await keptHome()
  await home.write(await other.read())
  const vault = home.vault()
  await vault.open()
  expect(vault.state).toMatchObject({ reason: 'other-vault' })
  const keys = home.keychain.keys()

  await expect(vault.erase()).rejects.toThrow('Nothing was erased.')

  expect(home.keychain.keys()).toEqual(keys)
  expect(await home.read()).toEqual(await other.read())
})

it('does not touch a folder and foreign files among the backups', async () => {
  const home = await keptHome()
  const backups = join(home.folder, 'backups')
  await mkdir(join(backups, 'older'), { recursive: true })
  await writeFile(join(backups, 'readme.txt'), 'the user’s own')
  await writeFile(join(backups, 'vault-000001-2026-11-29.pkv'), 'a backup')
  const vault = await home.openVault()

  await vault.erase()

  expect(vault.state.state).toBe('open')
  expect((await readdir(backups)).sort()).toEqual(['older', 'readme.txt'])
})

it.each([
  ['a backup', 'backups/vault-000001-2026-11-29.pkv'],
  ['a copy', 'vault.pkv.kept-2026'],
])(
  'erases everything except %s that cannot be removed, and the rest with another try',
  async (_, name) => {
    const home = await keptHome()
    const names = ['backups/vault-000001-2026-11-29.pkv', 'vault.pkv.kept-2026', 'vault.pkv.z']
    await mkdir(join(home.folder, 'backups'))
    for (const one of names) await writeFile(join(home.folder, one), 'a copy')
    const vault = await home.openVault()
    home.files.fault = ({ call, path }) =>
      call === 'remove' && path === join(home.folder, name) ? { code: 'EPERM' } : undefined

    await expect(vault.erase()).rejects.toThrow('EPERM')
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'copy-left' })
    const left = await filesOf(home)
    expect(left.filter((one) => one === 'vault.pkv' || names.includes(one))).toEqual([name])

    home.files.fault = () => undefined
    await vault.erase()
    expect(vault.state.state).toBe('open')
    expect(vault.passkeys.list()).toEqual([])
  },
)

it('opens the vault again when it cannot be closed', async () => {
  const home = await keptHome()
  const vault = await home.openVault()
  vi.spyOn(Records.prototype, 'close').mockRejectedValueOnce(new Error('the disk failed'))

  await expect(vault.erase()).rejects.toThrow('the disk failed')
  expect(vault.state.state).toBe('open')
  expect(vault.passkeys.list()).toHaveLength(1)

  await vault.erase()
  expect(vault.passkeys.list()).toEqual([])
})

it('has nothing to erase of a vault in memory', async () => {
  const vault = memoryVault(systemClock(), random)
  await vault.open()

  await expect(vault.erase()).rejects.toThrow('in memory')
  expect(vault.state.state).toBe('open')
})
