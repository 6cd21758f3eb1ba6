import { createHash } from 'node:crypto'
import { execFileSync } from 'node:child_process'
import { mkdir, readFile, stat, symlink, truncate, unlink } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { encodeBase64Url } from '../../../src/shared/base64url'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { keptHome, openUnchanged, vaultHome, type VaultHome } from '../../support/vault-home'

describe('a vault in a folder', () => {
  it('is made in an empty folder, with its key in the keychain', async () => {
    const home = await vaultHome()

    const vault = await home.openVault()

    expect(vault.state).toEqual({
      state: 'open',
      sealedBy: 'keychain',
      readOnly: null,
      warning: null,
    })
    expect(await home.names()).toEqual(['vault.pkv'])
    expect(home.keychain.keys()).toHaveLength(1)
    expect([...home.keychain.items.keys()]).toEqual(home.keychain.keys())
  })

  it('still has its passkeys after a restart', async () => {
    const home = await vaultHome()
    const passkey = keptPasskey({ userHandle: Uint8Array.of(1, 2, 3) })
    const vault = await home.openVault()
    await vault.passkeys.add(passkey, PRIVATE_KEY)
    await vault.close()

    const again = await home.openVault()

    expect(again.passkeys.find(passkey.credentialId)).toEqual(passkey)
    expect(Buffer.from(again.passkeys.privateKey(passkey.credentialId))).toEqual(
      Buffer.from(PRIVATE_KEY),
    )
  })

  it('contains no key, token or name in plain text', async () => {
    const home = await vaultHome()
    const vault = await home.openVault()
    const token = new TextEncoder().encode('a token that nobody may read ...')
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await vault.grants.add({
      id: 'grant-id-grant-id',
      origin: 'https://example.org',
      name: 'Example',
      token,
      createdAt: home.clock.now(),
      expiresAt: home.clock.now() + 1000,
      lastUsedAt: null,
    })
    await vault.close()

    const bytes = await home.read()

    const masterKey = [...home.keychain.items.values()][0] ?? ''
    for (const secret of [
      PRIVATE_KEY,
      token,
      'ada@example.org',
      'Ada Lovelace',
      'example.org',
      masterKey,
      Buffer.from(masterKey, 'base64url'),
    ])
      expect(bytes.includes(Buffer.from(secret))).toBe(false)
  })

  it('is readable only by its owner under any umask', async () => {
    const home = await vaultHome()
    const before = process.umask(0)
    try {
      await home.openVault()
    } finally {
      process.umask(before)
    }

    expect((await stat(home.file)).mode & 0o777).toBe(0o600)
  })

  it('opens in a folder with spaces, Unicode and a long name', async () => {
    const home = await vaultHome(`A b – ключ 🔑 ${'x'.repeat(190)} `)

    const vault = await home.openVault()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await vault.close()

    expect((await home.openVault()).passkeys.list()).toHaveLength(1)
  })

  it('is made once when two instances start together', async () => {
    const home = await vaultHome()
    const vaults = [home.vault(), home.vault()]

    await Promise.all(vaults.map((vault) => vault.open()))

    const states = vaults.map(({ state }) =>
      state.state === 'locked' ? state.reason : state.state,
    )
    expect(states.sort()).toEqual(['in-use', 'open'])
    expect(home.keychain.keys()).toHaveLength(1)
  })

  it('opens in a second instance after the first instance closed it', async () => {
    const home = await vaultHome()
    const first = await home.openVault()
    const second = home.vault()
    await second.open()
    expect(second.state).toMatchObject({ state: 'locked', reason: 'in-use' })

    await first.close()
    await second.retry()

    expect(second.state.state).toBe('open')
  })

  it('removes the temporary file of an unfinished rewrite', async () => {
    const home = await keptHome()
    await home.write(Buffer.from('half a generation'), 'vault.pkv.tmp-next')

    await home.openVault()

    expect(await home.names()).toEqual(['vault.pkv'])
  })
})

describe('a vault whose key is not available', () => {
  it.each([
    ['the keychain is locked', 'locked', 'keychain-locked'],
    ['no keychain answers', 'missing', 'keychain-missing'],
    ['the keychain returns garbled text', 'garbling', 'key-differs'],
  ] as const)('stays locked and untouched when %s', async (_, mood, reason) => {
    const home = await keptHome()
    home.keychain.mood = mood

    const state = await openUnchanged(home)

    expect(state).toMatchObject({ state: 'locked', reason })
  })

  it('stays locked and untouched when the keychain hangs for ten seconds', async () => {
    const home = await keptHome()
    home.keychain.mood = 'hanging'
    const before = await home.contents()
    const vault = home.vault()

    const opening = vault.open()
    await untilAsked(home)
    home.clock.advance(10_000)
    await opening

    expect(vault.state).toMatchObject({ state: 'locked', reason: 'keychain-locked' })
    expect(await home.contents()).toEqual(before)
  })

  it('stays locked and untouched when the keychain is open and has no key', async () => {
    const home = await keptHome()
    home.keychain.items.clear()

    const state = await openUnchanged(home)

    expect(state).toMatchObject({ state: 'locked', reason: 'key-missing' })
    expect(JSON.stringify(state)).not.toContain('recovery code')
    expect(home.keychain.items.size).toBe(0)
  })

  it('stays open when its key is removed while it is open, and is locked from then on', async () => {
    const home = await keptHome()
    const vault = await home.openVault()
    const items = [...home.keychain.items]
    home.keychain.items.clear()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    expect(vault.passkeys.list()).toHaveLength(2)
    await vault.close()

    await vault.open()
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'key-missing' })
    for (const [account, secret] of items) home.keychain.items.set(account, secret)
    await vault.retry()
    expect(vault.passkeys.list()).toHaveLength(2)
  })

  it.each([
    ['another key', encodeBase64Url(new Uint8Array(32).fill(7))],
    ['a shorter key', encodeBase64Url(new Uint8Array(31))],
    ['text that is not base64url', 'not a key!'],
    ['an empty text', ''],
  ])('stays locked and untouched when its item holds %s', async (_, secret) => {
    const home = await keptHome()
    const [account = ''] = home.keychain.keys()
    home.keychain.items.set(account, secret)

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'key-differs' })
    expect(home.keychain.items.get(account)).toBe(secret)
  })

  it('does not list the items of a locked keychain, because keytar would crash', async () => {
    const home = await keptHome()
    home.keychain.mood = 'locked'
    home.keychain.calls.length = 0

    await openUnchanged(home)

    expect(home.keychain.calls).not.toContain('list')
  })

  it('finds its key under another name', async () => {
    const home = await keptHome()
    const [account = ''] = home.keychain.keys()
    home.keychain.items.set('vault-key:moved', home.keychain.items.get(account) ?? '')
    home.keychain.items.delete(account)

    expect((await home.openVault()).passkeys.list()).toHaveLength(1)
  })

  it('opens without a restart after the keychain is unlocked', async () => {
    const home = await keptHome()
    home.keychain.mood = 'locked'
    const vault = home.vault()
    await vault.open()
    home.keychain.mood = 'open'

    await vault.retry()

    expect(vault.state.state).toBe('open')
    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('is not opened by the key of another vault’s file', async () => {
    const home = await keptHome()
    const other = await keptHome()
    await home.write(await other.read())
    await home.remove('vault.witness')

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'key-missing' })
  })
})

describe('a file that is not a vault', () => {
  it.each([
    ['empty', Buffer.alloc(0)],
    ['all zeros', Buffer.alloc(5000)],
    ['noise', Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 0xff))],
    ['the beginning of a header', Buffer.from('LATCHKEY\0\x01\0\0')],
  ])('is not touched when it is %s', async (_, bytes) => {
    const home = await keptHome()
    await home.write(bytes)

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'unreadable' })
  })

  it('is not touched when it ends after its header', async () => {
    const home = await keptHome()
    await home.write((await home.read()).subarray(0, await headerLength(home)))

    expect(await openUnchanged(home)).toMatchObject({ state: 'locked', reason: 'unreadable' })
  })

  it.each([
    ['its header is damaged', () => 0],
    ['the data after its header cannot be read', headerLength],
  ])('gets an explanation how to restore a backup when %s', async (_, length) => {
    const home = await keptHome()
    const whole = await home.read()
    await home.write(whole, 'vault.pkv.1')
    await home.write(whole.subarray(0, await length(home)))

    expect(await openUnchanged(home)).toMatchObject({
      explanation: {
        inWindow: expect.stringMatching(
          /did not change the file\. To go back to a backup, choose “Restore a backup…”\. The newest backup that is whole is vault\.pkv\.1, written .*, with 1 passkey\.$/,
        ),
      },
    })
  })

  it('is explained without a backup, too', async () => {
    const home = await keptHome()
    await home.write(Buffer.from('no vault'))

    expect(await openUnchanged(home)).toMatchObject({
      explanation:
        'The vault’s file cannot be read: it does not start like a vault. Latchkey did not change the file. There is no backup. Put a good copy in its place, then try again.',
    })
  })

  it('is not touched when a newer Latchkey wrote it', async () => {
    const home = await keptHome()
    const bytes = await home.read()
    bytes.writeUInt16BE(2, 8)
    const checkAt = 42 + bytes.readUInt32BE(38)
    createHash('sha256').update(bytes.subarray(0, checkAt)).digest().copy(bytes, checkAt, 0, 8)
    await home.write(bytes)
    await home.write(bytes, 'vault.pkv.1')

    const state = await openUnchanged(home)

    expect(state).toMatchObject({ state: 'locked', reason: 'unreadable' })
    expect(JSON.stringify(state)).toContain('newer Latchkey')
    expect(JSON.stringify(state)).not.toContain('vault.pkv.1')
  })

  it('is not touched, and read only up to its header, when it is a gigabyte of noise', async () => {
    const home = await keptHome()
    const noise = Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919) & 0xff))
    await home.write(noise)
    // Sparse: the file takes no room on the disk.
    await truncate(home.file, 2 ** 30)
    const vault = home.vault()
    await vault.open()

    expect(vault.state).toMatchObject({ state: 'locked', reason: 'unreadable' })
    expect((await stat(home.file)).size).toBe(2 ** 30)
  })

  it('is not touched when it is larger than any vault', async () => {
    const home = await keptHome()
    const header = (await home.read()).subarray(0, await headerLength(home))
    await truncate(home.file, 2 ** 30 + 1)
    const vault = home.vault()
    await vault.open()

    expect(vault.state).toMatchObject({
      reason: 'unreadable',
      explanation: expect.stringContaining('too large to be a vault') as string,
    })
    await truncate(home.file, header.length)
    expect(Buffer.compare(await readFile(home.file), header)).toBe(0)
  })

  it.skipIf(process.platform === 'win32')(
    'is not touched when it is not a regular file',
    async () => {
      for (const make of [
        (path: string) => mkdir(path),
        (path: string) => symlink('/dev/zero', path),
        // Opening one waits for a writer.
        async (path: string) => void execFileSync('mkfifo', [path]),
      ]) {
        const home = await keptHome()
        await unlink(home.file)
        await make(home.file)
        const vault = home.vault()

        await vault.open()

        expect(vault.state).toMatchObject({
          state: 'locked',
          reason: 'unreadable',
          explanation: expect.stringContaining('not a plain file'),
        })
      }
    },
  )
})

/** Waits for a call to the keychain. Moving the clock has no effect before this call. */
async function untilAsked({ keychain }: VaultHome): Promise<void> {
  const asked = keychain.calls.length
  while (keychain.calls.length === asked) await new Promise((resolve) => setImmediate(resolve))
}

async function headerLength(home: VaultHome): Promise<number> {
  const bytes = await home.read()
  return 42 + bytes.readUInt32BE(38) + 8
}
