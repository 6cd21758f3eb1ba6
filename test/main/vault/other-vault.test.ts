/** A file that differs from what the folder remembers: of another vault, or older. */
import { expect, it } from 'vitest'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, openUnchanged, vaultHome, type VaultHome } from '../../support/vault-home'

/** A home with a backup, whose keychain also has the key of the other vault. */
async function mixedUp(home: VaultHome) {
  home.backupFailures = []
  const own = await fill(home)
  const other = memoryHome()
  const strange = await fill(other)
  for (const [account, secret] of other.keychain.items) home.keychain.items.set(account, secret)
  return { home, own, strange, ownFile: await home.read(), otherFile: await other.read() }
}

/** @returns the passkey's id. */
async function fill(home: VaultHome): Promise<Uint8Array> {
  const vault = await home.openVault()
  const passkey = keptPasskey()
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  await vault.close()
  return passkey.credentialId
}

const OTHER = { state: 'locked', reason: 'other-vault' }

it('a file of another vault is not opened, and nothing changes', async () => {
  const { home, otherFile } = await mixedUp(memoryHome())
  await home.write(otherFile)

  const checking = home.vault()
  const { file } = await checking.rescue.check()
  await checking.close()
  const state = await openUnchanged(home)

  expect(file).toMatchObject({ condition: 'whole', otherVault: true, passkeys: 1 })
  expect(state).toMatchObject(OTHER)
  expect(state).toMatchObject({
    explanation: {
      inWindow: expect.stringContaining('The newest backup that is whole is backups/vault-'),
    },
  })
})

it.each(['passphrase', 'recovery code'])(
  'a file of another vault does not take the place of a vault that was locked, by its %s',
  async (way) => {
    const home = memoryHome()
    const vault = home.vault()
    home.keychain.mood = 'missing'
    await vault.open()
    await vault.createWithPassphrase('a long passphrase')
    const code = await vault.ways.makeRecoveryCode('a long passphrase')
    await vault.ways.keepRecoveryCode(code.split('-').at(-1) ?? '')
    const file = await home.read()
    await vault.close()
    const { home: mixed } = await mixedUp(memoryHome())
    const victim = await mixed.openVault()
    await victim.ways.setPassphrase('another passphrase')
    await victim.lock()
    await mixed.write(file)

    await (way === 'passphrase'
      ? victim.unlockWithPassphrase('a long passphrase')
      : victim.unlockWithRecoveryCode(code))

    expect(victim.state).toMatchObject(OTHER)
  },
)

it('a file of another vault is noticed without the witness, by the newest backup', async () => {
  const { home, otherFile } = await mixedUp(memoryHome())
  await home.write(otherFile)
  await home.remove('vault.witness')

  expect(await openUnchanged(home)).toMatchObject(OTHER)
})

it('the own backup takes the place of a file of another vault', async () => {
  const { home, own, otherFile } = await mixedUp(memoryHome())
  await home.write(otherFile)
  const vault = home.vault()
  await vault.open()
  const { backups } = await vault.rescue.check()

  await vault.rescue.restore(backups.find(({ otherVault }) => !otherVault)?.name ?? '')

  expect(vault.state).toMatchObject({ state: 'open', warning: null })
  expect(vault.passkeys.find(own)).toBeDefined()
  expect(Object.values(await home.contents())).toContain(otherFile.toString('hex'))
})

it('a file of another vault is used once the user accepts it, and no backup of the own vault goes', async () => {
  const { home, strange, otherFile } = await mixedUp(memoryHome())
  await home.write(otherFile)
  const vault = home.vault()
  await vault.open()
  const own = (await vault.rescue.check()).backups.filter(({ otherVault }) => !otherVault)

  await vault.rescue.accept()

  expect(vault.state).toMatchObject({ state: 'open', warning: null })
  expect(vault.passkeys.find(strange)).toBeDefined()
  await vault.close()
  for (let week = 0; week < 8; week++) {
    home.clock.advance(7 * 24 * 60 * 60 * 1000)
    await fill(home)
  }
  const { backups } = await home.vault().rescue.check()
  expect(backups.filter(({ otherVault }) => otherVault)).toHaveLength(own.length)
  expect(own).toHaveLength(1)
  expect(backups).toHaveLength(8)
})

it('only a file of another vault is accepted', async () => {
  const { home } = await mixedUp(memoryHome())
  const vault = await home.openVault()

  await expect(vault.rescue.accept()).rejects.toThrow('does not belong to another vault')

  expect(vault.state).toMatchObject({ state: 'open' })
})

it('a restored backup of another vault is the vault from then on, and undoing that brings the own one back', async () => {
  const { home, own, strange, otherFile } = await mixedUp(memoryHome())
  await home.write(otherFile, 'vault.pkv.from-a-friend')
  const vault = await home.openVault()

  await vault.rescue.restore('vault.pkv.from-a-friend')
  expect(vault.passkeys.find(strange)).toBeDefined()
  await vault.close()
  const again = await home.openVault()
  expect(again.passkeys.find(strange)).toBeDefined()

  await again.rescue.undo()
  expect(again.state).toMatchObject({ state: 'open', warning: null })
  expect(again.passkeys.find(own)).toBeDefined()
})

it('an older copy of the own file is reported, with how much it lacks', async () => {
  const home = memoryHome()
  await fill(home)
  const older = await home.read()
  await fill(home)
  await home.write(older)

  expect((await home.openVault()).state).toMatchObject({ damage: { is: 'cut', lost: 1 } })
})

it('a folder without its witness opens, and says so', async () => {
  const { home } = await mixedUp(memoryHome())
  await home.remove('vault.witness')

  expect((await home.openVault()).state).toMatchObject({
    state: 'open',
    warning: expect.stringMatching(/^The note vault\.witness was missing\./),
  })
})

it('a folder that was copied to another computer waits for its key, and is no other vault', async () => {
  const { home } = await mixedUp(memoryHome())
  home.keychain.items.clear()

  expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'key-missing' })
})

it('a new vault that replaces a missing one is not another vault', async () => {
  const home = memoryHome()
  await fill(home)
  await home.remove('vault.pkv')
  const vault = home.vault()
  await vault.open()
  await vault.startNew()
  expect(vault.state).toMatchObject({ state: 'open', warning: null })
  await vault.close()

  expect((await home.openVault()).state).toMatchObject({ state: 'open', warning: null })
})

it('a folder in the place of a backup is reported, and everything else works', async () => {
  const home = await vaultHome()
  await fill(home)
  await mkdir(join(home.folder, 'backups', 'vault-000001-2026-01-01.pkv'), { recursive: true })
  await home.remove('vault.witness')
  const vault = await home.openVault()

  expect((await vault.rescue.check()).backups).toMatchObject([
    { condition: 'unreadable', problem: 'The file cannot be read: it is not a plain file.' },
  ])
  await expect(vault.rescue.restore('backups/vault-000001-2026-01-01.pkv')).rejects.toThrow(
    'backups/vault-000001-2026-01-01.pkv cannot be read: it is not a plain file.',
  )
})
