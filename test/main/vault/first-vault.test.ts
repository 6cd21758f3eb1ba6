import { rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { keptHome, openUnchanged, vaultHome, type VaultHome } from '../../support/vault-home'

describe('a first start', () => {
  it('makes no vault while the keychain is locked', async () => {
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

  it('makes no vault when the keychain returns garbled text', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'garbling'

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked' })
    expect(home.keychain.keys()).toEqual([])
  })

  it('makes no vault when the keychain garbles only the key, and removes the key', async () => {
    const home = await vaultHome()
    const get = home.keychain.get.bind(home.keychain)
    home.keychain.get = async (account) =>
      account.startsWith('vault-key:') ? 'garbled' : get(account)

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'key-differs' })
    expect(home.keychain.keys()).toEqual([])
  })

  it('makes no vault while the keychain holds the key of a vault', async () => {
    const home = await keptHome()
    await unlink(home.file)

    const state = await openUnchanged(home)

    expect(state).toMatchObject({
      state: 'locked',
      reason: 'vault-missing',
      explanation: {
        inTerminal: expect.stringContaining('The keychain still holds the key of a vault.'),
      },
    })
    expect(home.keychain.keys()).toHaveLength(1)
  })

  it.each(['vault.pkv.1', 'vault.pkv.torn-2026', 'vault.pkv.corrupt-2026'])(
    'makes no vault beside %s, and names this file',
    async (name) => {
      const home = await keptHome()
      await rename(home.file, join(home.folder, name))
      home.keychain.items.clear()

      const state = await openUnchanged(home)

      expect(state).toMatchObject({ state: 'locked', reason: 'copy-left' })
      expect(JSON.stringify(state)).toContain(name)
    },
  )

  it('does not restore the previous generation automatically, and opens it after the user renamed it', async () => {
    const home = await keptHome()
    await rename(home.file, join(home.folder, 'vault.pkv.1'))
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({
      explanation: { inWindow: expect.stringContaining('choose “Restore a backup…”') },
    })

    await rename(join(home.folder, 'vault.pkv.1'), home.file)
    await vault.retry()

    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('keeps the key only once a power cut can no longer take the name of its file, and syncs the name of the witness and the last name', async () => {
    const home = await vaultHome()
    let before: readonly string[] = []
    const set = home.keychain.set.bind(home.keychain)
    home.keychain.set = async (account, secret) => {
      if (account.startsWith('vault-key:')) before = [...home.files.calls]
      await set(account, secret)
    }

    await home.openVault()

    expect(before.lastIndexOf('sync')).toBeGreaterThan(before.lastIndexOf('write'))
    expect(before.lastIndexOf('syncFolder')).toBeGreaterThan(before.lastIndexOf('sync'))
    const after = home.files.calls.slice(before.length)
    const link = after.indexOf('link')
    expect(after.slice(link - 3, link)).toEqual(['write', 'sync', 'syncFolder'])
    expect(after.slice(link, link + 3)).toEqual(['link', 'syncFolder', 'remove'])
  })

  it('is completed by a retry when it stopped before the vault file got its name', async () => {
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

  it.each(['before the key was stored', 'after the key was stored'])(
    'is completed by a retry when the power went %s',
    async (when) => {
      const home = await vaultHome()
      const unsynced = unsyncedNames(home)
      const set = home.keychain.set.bind(home.keychain)
      home.keychain.set = async (account, secret) => {
        const isKey = account.startsWith('vault-key:')
        if (!isKey || when.startsWith('after')) await set(account, secret)
        if (isKey) throw new Error('the power went')
      }
      const cut = home.vault()
      await cut.open()
      await cut.close()
      for (const path of unsynced) await unlink(path)
      home.files.reset()
      home.keychain.set = set
      const keys = home.keychain.keys()

      const vault = await home.openVault()

      expect(home.keychain.keys()).toHaveLength(1)
      expect(home.keychain.keys()).toEqual(expect.arrayContaining(keys))
      await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
      expect(await home.names()).toEqual(['vault.pkv'])
    },
  )

  it('is cleaned up by a retry when it stopped before the temporary name was removed', async () => {
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

  it('starts over when an earlier start stopped before the key was stored', async () => {
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

  it('leaves neither vault nor key when the disk is full', async () => {
    const home = await vaultHome()
    home.files.fault = ({ call, path }) =>
      call === 'write' && path.endsWith('.creating') ? { code: 'ENOSPC' } : undefined

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'unreadable' })
    expect(home.keychain.keys()).toEqual([])
  })
})

// scrypt is slow by design, and slower on a busy machine.
describe('a vault with a passphrase', { timeout: 60_000 }, () => {
  it('opens with its passphrase after a restart', async () => {
    const home = await passphraseHome()
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'passphrase' })

    await vault.unlockWithPassphrase('correct horse')

    expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'passphrase' })
    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('stays locked and unchanged after a wrong passphrase, which the error does not repeat', async () => {
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

  it('stores no key in a keychain that becomes available later', async () => {
    const home = await passphraseHome()
    home.keychain.mood = 'open'
    const vault = home.vault()

    await vault.open()

    expect(vault.state).toMatchObject({ state: 'locked', reason: 'passphrase' })
    expect(home.keychain.items.size).toBe(0)
  })

  it('is not made over an existing vault', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'missing'
    const vault = home.vault()
    await vault.open()
    const other = await keptHome()
    await home.write(await other.read())

    await expect(vault.createWithPassphrase('correct horse')).rejects.toThrow(
      'A vault already exists',
    )

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

/** A home without a keychain, with a closed vault: one passkey, sealed with the passphrase "correct horse". */
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

/** The new files of a home whose names a power cut would lose. */
function unsyncedNames(home: VaultHome): Set<string> {
  const unsynced = new Set<string>()
  home.files.fault = ({ call, path }) => {
    if (call === 'create' && path.endsWith('.creating')) unsynced.add(path)
    if (call === 'syncFolder' && path === home.folder) unsynced.clear()
    return undefined
  }
  return unsynced
}
