/** A new vault in a folder whose vault file is missing. */
import { readdir, rename, rm, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { inTerminal, placed } from '../../../src/shared/placed-text'
import { findMissingVault } from '../../../src/main/vault/missing-vault'
import type { Vault } from '../../../src/main/vault/vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { keptHome, random, vaultHome, type VaultHome } from '../../support/vault-home'

/** A home whose keychain has the key of a vault with one passkey, whose file is elsewhere. */
async function withoutFile() {
  const home = await keptHome()
  const elsewhere = `${home.folder}-elsewhere.pkv`
  await rename(home.file, elsewhere)
  const [oldKey = ''] = home.keychain.keys()
  const vault = home.vault()
  await vault.open()
  expect(vault.state).toMatchObject({ state: 'locked', reason: 'vault-missing' })
  return { home, vault, elsewhere, oldKey, oldSecret: home.keychain.items.get(oldKey) }
}

async function reopened(home: VaultHome, vault: Vault): Promise<Vault> {
  await vault.close()
  return home.openVault()
}

describe('a new vault that replaces a missing one', () => {
  it('is empty, has its own key, and does not change the old key', async () => {
    const { home, vault, oldKey, oldSecret } = await withoutFile()

    await vault.startNew()

    expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'keychain', readOnly: null })
    expect(vault.passkeys.list()).toEqual([])
    expect(home.keychain.keys()).toHaveLength(2)
    expect(home.keychain.items.get(oldKey)).toBe(oldSecret)
  })

  it('keeps what comes into it', async () => {
    const { home, vault } = await withoutFile()
    await vault.startNew()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)

    const again = await reopened(home, vault)

    expect(again.passkeys.list()).toHaveLength(1)
  })

  it('is replaced by the old file once the user accepts it, and its own key still opens it', async () => {
    const { home, vault, elsewhere } = await withoutFile()
    await vault.startNew()
    await vault.close()

    await rename(elsewhere, home.file)
    const old = home.vault()
    await old.open()
    expect(old.state).toMatchObject({ state: 'locked', reason: 'other-vault' })
    await old.rescue.accept()

    expect(old.passkeys.list()).toHaveLength(1)
  })

  it.each(['vault.pkv', 'vault.pkv.1', 'vault.pkv.torn-2026'])(
    'is refused when %s has come back: nothing is written',
    async (name) => {
      const { home, vault, elsewhere } = await withoutFile()
      await rename(elsewhere, join(home.folder, name))
      const before = await home.contents()

      await expect(vault.startNew()).rejects.toThrow('A vault or a backup of one is in')

      expect([await home.contents(), home.keychain.keys().length]).toEqual([before, 1])
      expect(vault.state).toMatchObject({ state: 'locked', reason: 'vault-missing' })
    },
  )

  it.each(['vault.pkv', 'vault.pkv.1'])(
    'is undone when %s comes while the keychain stores the new key',
    async (name) => {
      const { home, vault, elsewhere, oldKey } = await withoutFile()
      const set = home.keychain.set.bind(home.keychain)
      home.keychain.set = async (account, secret) => {
        if (account.startsWith('vault-key:')) await rename(elsewhere, join(home.folder, name))
        await set(account, secret)
      }

      await expect(vault.startNew()).rejects.toThrow('A vault or a backup of one is in')

      expect(await home.names()).toEqual([name])
      expect(home.keychain.keys()).toEqual([oldKey])
    },
  )

  it('is completed by the next start when it stopped before it had its name', async () => {
    const { home, vault, oldKey } = await withoutFile()
    home.files.fault = ({ call }) => (call === 'link' ? { code: 'EIO' } : undefined)
    await expect(vault.startNew()).rejects.toThrow('The vault could not be created.')
    home.files.reset()
    const keys = home.keychain.keys()

    const again = await reopened(home, vault)

    expect(again.passkeys.list()).toEqual([])
    expect(home.keychain.keys()).toEqual(keys)
    expect(keys).toContain(oldKey)
  })

  it('waits for a keychain that is locked', async () => {
    const { home, vault } = await withoutFile()
    home.keychain.mood = 'locked'

    await vault.startNew()

    expect(vault.state).toMatchObject({ state: 'locked', reason: 'keychain-locked' })
    expect(await home.names()).toEqual([])
  })

  it('is not made if no vault is missing', async () => {
    const home = await keptHome()
    const vault = await home.openVault()

    await expect(vault.startNew()).rejects.toThrow('No vault is missing.')
  })

  it('ends the grants that end with the app', async () => {
    const home = await vaultHome()
    const vault = await home.openVault()
    await vault.grants.add({ ...SESSION_GRANT })
    await rm(home.file)
    await vault.lock()
    await vault.retry()

    await vault.startNew()

    expect(vault.grants.list()).toEqual([])
  })
})

describe('a vault whose file goes while Latchkey runs', () => {
  it('is missing, even when its key or its whole folder went with it', async () => {
    const home = await keptHome()
    const vault = await home.openVault()
    await rm(home.folder, { recursive: true })
    home.keychain.items.clear()
    await vault.lock()

    await vault.retry()

    expect(vault.state).toMatchObject({
      state: 'locked',
      reason: 'vault-missing',
      explanation: { inWindow: expect.stringContaining('Now it is gone') },
    })
    await vault.startNew()
    expect(vault.state).toMatchObject({ state: 'open' })
    expect(await home.names()).toEqual(['vault.pkv'])
  })

  it('is missing if a passphrase sealed it, and a new one asks for a new passphrase', async () => {
    const home = await vaultHome()
    home.keychain.mood = 'missing'
    const vault = home.vault()
    await vault.open()
    await vault.createWithPassphrase('correct horse')
    await vault.lock()
    await unlink(home.file)

    await vault.unlockWithPassphrase('correct horse')
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'vault-missing' })
    expect(await home.names()).toEqual([])

    await vault.startNew()
    expect(vault.state).toMatchObject({ state: 'new' })
    await vault.createWithPassphrase('battery staple')
    expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'passphrase' })
  }, 60_000)
})

describe('from outside', () => {
  const look = ({ folder, keychain, clock, files }: VaultHome) =>
    findMissingVault({ folder, files, keychain, clock, random })

  it('a missing vault is found as the app finds it', async () => {
    const { home, vault } = await withoutFile()
    const missing = await look(home)

    expect(vault.state).toMatchObject({
      explanation: placed`${missing?.found ?? ''} ${missing?.advice ?? ''}`,
    })
  })

  it('a folder that is gone is found too', async () => {
    const { home, vault } = await withoutFile()
    await vault.close()
    await rm(home.folder, { recursive: true })

    expect(await look(home)).toMatchObject({ reason: 'vault-missing' })
  })

  it('a new folder may be a mistyped --data, if the keychain has the key of another vault', async () => {
    const { home } = await withoutFile()
    expect(inTerminal((await look(home))?.advice ?? '')).not.toContain('--data')

    for (const name of await readdir(home.folder)) await rm(join(home.folder, name))

    expect(inTerminal((await look(home))?.advice ?? '')).toContain(
      'check that it names the right folder',
    )
  })

  it('a copy is found', async () => {
    const home = await keptHome()
    await rename(home.file, `${home.file}.1`)

    expect(await look(home)).toMatchObject({ reason: 'copy-left' })
  })

  it.each(['open', 'locked', 'missing'] as const)(
    'nothing is missing before the first start, whose keychain is %s',
    async (mood) => {
      const home = await vaultHome()
      home.keychain.mood = mood

      expect(await look(home)).toBeUndefined()
    },
  )
})

const SESSION_GRANT = {
  id: 'AAAAAAAAAAAAAAAA',
  origin: 'https://example.org',
  name: 'Example',
  token: new Uint8Array(32),
  createdAt: 0,
  expiresAt: null,
  lastUsedAt: null,
}
