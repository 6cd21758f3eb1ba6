import { rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { keptHome, openUnchanged, vaultHome, type VaultHome } from '../../support/vault-home'

describe('a first start', () => {
  it('waits while the keychain is locked: nothing is made', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'locked'

    const state = await openUnchanged(home)

    expect(state).toMatchObject({ state: 'locked', reason: 'keychain-locked' })
  })

  it('asks for a passphrase when no keychain answers', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'missing'

    expect(await openUnchanged(home)).toMatchObject({ state: 'new' })
  })

  it('makes no vault when the keychain gives back something else', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'garbling'

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked' })
    expect(home.keychain.keys()).toEqual([])
  })

  it('makes no vault when the keychain garbles the key alone, and leaves no key behind', async () => {
    const home = await vaultHome()
    const get = home.keychain.get.bind(home.keychain)
    home.keychain.get = async (account) =>
      account.startsWith('vault-key:') ? 'garbled' : get(account)

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'key-differs' })
    expect(home.keychain.keys()).toEqual([])
  })

  it('makes no vault while the keychain holds the key of one', async () => {
    const home = await keptHome()
    await unlink(home.file)

    const state = await openUnchanged(home)

    expect(state).toMatchObject({
      state: 'locked',
      reason: 'unreadable',
      explanation: expect.stringContaining('if no other Latchkey uses them, remove'),
    })
    expect(home.keychain.keys()).toHaveLength(1)
  })

  it.each(['vault.pkv.1', 'vault.pkv.torn-2026', 'vault.pkv.corrupt-2026'])(
    'makes no vault beside %s, and says what to do',
    async (name) => {
      const home = await keptHome()
      await rename(home.file, join(home.folder, name))
      home.keychain.items.clear()

      const state = await openUnchanged(home)

      expect(state).toMatchObject({ state: 'locked', reason: 'unreadable' })
      expect(JSON.stringify(state)).toContain(name)
    },
  )

  it('does not restore the previous generation by itself, and opens it when the user does', async () => {
    const home = await keptHome()
    await rename(home.file, join(home.folder, 'vault.pkv.1'))
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({
      explanation: expect.stringContaining('rename vault.pkv.1'),
    })

    await rename(join(home.folder, 'vault.pkv.1'), home.file)
    await vault.retry()

    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('is finished by the next one when it stopped before the file got its name', async () => {
    const home = await vaultHome()
    home.files.fault = ({ call }) => (call === 'link' && isMade(home) ? { code: 'EIO' } : undefined)
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'unreadable' })
    const keys = home.keychain.keys()
    expect(keys).toHaveLength(1)
    home.files.reset()

    await vault.retry()

    expect(vault.state.state).toBe('open')
    expect(home.keychain.keys()).toEqual(keys)
    expect(await home.names()).toEqual(['vault.pkv'])
  })

  it('is tidied up after by the next one when it stopped before the other name was gone', async () => {
    const home = await vaultHome()
    home.files.fault = ({ path }) =>
      path.endsWith('.creating') && isMade(home) ? { code: 'EIO' } : undefined
    const vault = home.vault()
    await vault.open()
    expect(await home.names()).toEqual(['vault.pkv', 'vault.pkv.creating'])
    home.files.reset()

    await vault.retry()

    expect(vault.state).toMatchObject({ state: 'open', readOnly: null })
    expect(await home.names()).toEqual(['vault.pkv'])
    expect(home.files.calls).toEqual(['syncFolder', 'remove'])
  })

  it('begins anew when an earlier one stopped before the key was kept', async () => {
    const home = await vaultHome()
    const set = home.keychain.set.bind(home.keychain)
    home.keychain.set = async (account, secret) => {
      if (account.startsWith('vault-key:')) throw new Error('Cannot create an item')
      return set(account, secret)
    }
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'keychain-locked' })
    home.keychain.set = set

    await vault.retry()

    expect(vault.state.state).toBe('open')
    expect(await home.names()).toEqual(['vault.pkv'])
  })

  it('says that the disk is full, and leaves neither vault nor key', async () => {
    const home = await vaultHome()
    home.files.fault = ({ call, path }) =>
      call === 'write' && path.endsWith('.creating') ? { code: 'ENOSPC' } : undefined

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'unreadable' })
    expect(home.keychain.keys()).toEqual([])
  })
})

// scrypt takes its time, by design, and more where others use the processor.
describe('a vault with a passphrase', { timeout: 60_000 }, () => {
  it('opens with it after a restart', async () => {
    const home = await passphraseHome()
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'passphrase' })

    await vault.unlockWithPassphrase('correct horse')

    expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'passphrase' })
    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('stays as it is after a wrong one, which the error does not repeat', async () => {
    const home = await passphraseHome()
    const before = await home.contents()
    const vault = home.vault()
    await vault.open()

    await expect(vault.unlockWithPassphrase('battery staple')).rejects.toMatchObject({
      name: 'WrongPassphraseError',
      message: expect.not.stringContaining('battery'),
    })

    expect(vault.state).toMatchObject({ state: 'locked', reason: 'passphrase' })
    expect(await home.contents()).toEqual(before)
  })

  it('puts nothing into a keychain that answers later', async () => {
    const home = await passphraseHome()
    home.keychain.mood = 'open'
    const vault = home.vault()

    await vault.open()

    expect(vault.state).toMatchObject({ state: 'locked', reason: 'passphrase' })
    expect(home.keychain.items.size).toBe(0)
  })

  it('is not made over one that is there', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'missing'
    const vault = home.vault()
    await vault.open()
    const other = await keptHome()
    await home.write(await other.read())

    await expect(vault.createWithPassphrase('correct horse')).rejects.toThrow('There is a vault')

    expect(await home.read()).toEqual(await other.read())
  })

  it('is not made without a passphrase', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'missing'
    const vault = home.vault()
    await vault.open()

    await expect(vault.createWithPassphrase('')).rejects.toThrow('empty')

    expect(await home.names()).toEqual([])
  })
})

/** A home whose vault, closed, holds one passkey, sealed with the passphrase "correct horse", its keychain missing. */
async function passphraseHome(): Promise<VaultHome> {
  const home = await vaultHome()
  home.keychain.mood = 'missing'
  const vault = home.vault()
  await vault.open()
  await vault.createWithPassphrase('correct horse')
  await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
  await vault.close()
  return home
}

const isMade = ({ keychain }: VaultHome) => keychain.keys().length > 0
