/** What the vault leaves in memory, and open, once it no longer needs it. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { decodeBase64Url } from '../../../src/shared/base64url'
import { encodeHeader, decodeHeader } from '../../../src/main/vault/header'
import { loadVault, type VaultContext } from '../../../src/main/vault/load-vault'
import type { Vault } from '../../../src/main/vault/vault'
import { VaultFolder } from '../../../src/main/vault/vault-folder'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { applyChanges } from '../../support/apply-changes'
import { closedVault, type ClosedVault } from '../../support/damaged-vault'
import { isOverwritten } from '../../support/opened-secrets'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, random, type VaultHome } from '../../support/vault-home'

describe('a vault', () => {
  it('leaves no key and no open file when it is closed', async () => {
    const keys = watchKeys()
    const home = memoryHome()
    const vault = await home.openVault()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    expect(keys.usable()).toBe(1)
    expect(home.files.stillOpen).toEqual(['/vault/vault.pkv', '/vault/vault.witness'])

    await vault.close()

    expect(keys.usable()).toBe(0)
    expect(home.files.stillOpen).toEqual([])
  })

  it('leaves no key and no open file of the generation that was replaced', async () => {
    const keys = watchKeys()
    const { home } = await withRewriting(() => {})

    expect(await home.names()).toEqual(['vault.pkv', 'vault.pkv.1'])
    expect(keys.usable()).toBe(1)
    expect(home.files.stillOpen.toSorted()).toEqual([
      '/vault/vault.pkv.tmp-next',
      '/vault/vault.witness',
    ])
  })

  it.each(['write', 'sync', 'rename'] as const)(
    'leaves no key and no open file of a new generation whose %s failed',
    async (failing) => {
      const keys = watchKeys()
      const { home, vault } = await withRewriting(({ files }) => {
        files.fault = ({ call, path }) =>
          call === failing && path !== '/vault/vault.witness' && !isAppend(call, path)
            ? { code: 'EIO' }
            : undefined
      })

      expect(keys.usable()).toBe(1)
      expect(home.files.stillOpen).toEqual(['/vault/vault.pkv', '/vault/vault.witness'])
      home.files.reset()
      await vault.close()
      expect(keys.usable()).toBe(0)
    },
  )

  it('whose file is damaged leaves no key of its entries, and no open file', async () => {
    const { home, bytes, ends } = await closedVault(3)
    await home.write(flipped(bytes, (ends[0] ?? 0) + 100))
    const keys = watchKeys()

    await home.openVault()

    expect(keys.usable()).toBe(0)
    expect(home.files.stillOpen).toEqual([])
  })

  it('whose file cannot be read leaves no key and no open file', async () => {
    const { home, bytes, ends } = await closedVault(1)
    await home.write(bytes.fill(0, ends[0]! - 20))
    const keys = watchKeys()

    const vault = home.vault()
    await vault.open()

    expect(vault.state).toMatchObject({ state: 'locked', reason: 'unreadable' })
    expect(keys.usable()).toBe(0)
    expect(keys.subkeys().every(isOverwritten)).toBe(true)
    expect(home.files.stillOpen).toEqual([])
  })

  it('saves, is rewritten and closes where closing files fails', async () => {
    const { home, vault } = await withRewriting(({ files }) => {
      files.failsToClose = isVaultFile
    })
    expect(await home.names()).toEqual(['vault.pkv', 'vault.pkv.1'])
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await vault.close()

    home.files.failsToClose = () => false
    const again = await home.openVault()
    expect(again.state).toMatchObject({ readOnly: null, warning: null })
    expect(again.passkeys.list()).toHaveLength(2)
  })

  it('that is damaged opens where closing its file fails', async () => {
    const { home, bytes, ends } = await closedVault(3)
    await home.write(flipped(bytes, (ends[0] ?? 0) + 100))
    let opened = 0
    home.files.failsToClose = (path) => isVaultFile(path) && ++opened > 1

    const vault = await home.openVault()

    expect(vault.passkeys.list()).toHaveLength(2)
  })
})

describe('loading a vault', () => {
  it('changes nothing of a whole file', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    home.files.reset()

    await loadVault(context, key)

    expect(home.files.calls).toEqual([])
  })

  it('copies no damaged file where the folder cannot be written to', async () => {
    const vault = await closedVault(3)
    const { home, context, key } = await loadable(vault)
    await home.write(flipped(vault.bytes, (vault.ends[0] ?? 0) + 100))
    home.files.reset()

    const opening = await loadVault(context, { ...key, readOnly: 'The disk is full.' })

    expect(opening).toMatchObject({ state: 'open', damage: { is: 'damaged', lost: 1 } })
    expect(home.files.calls).toEqual([])
  })

  it('removes the first name that a crash left, and does not mind where that fails', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    await home.write(new Uint8Array(9), 'vault.pkv.creating')
    const masterKey = Uint8Array.from(key.masterKey)
    home.files.fault = ({ call }) => (call === 'remove' ? { code: 'EIO' } : undefined)
    expect(await loadVault(context, key)).toMatchObject({ readOnly: null })
    expect(await home.names()).toEqual(['vault.pkv', 'vault.pkv.creating'])

    home.files.reset()
    expect(await loadVault(context, { ...key, masterKey })).toMatchObject({ readOnly: null })
    expect(await home.names()).toEqual(['vault.pkv'])
  })

  it('overwrites the master key that it was given', async () => {
    const { context, key } = await loadable(await closedVault(1))

    const opening = await loadVault(context, key)

    expect(opening).toMatchObject({ state: 'open' })
    expect(isOverwritten(key.masterKey)).toBe(true)
  })

  it('refuses a file that was replaced by one with another key, and leaves nothing open', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    const header = { ...key.header, keyId: new Uint8Array(8).fill(7) }
    const rest = (await home.read()).subarray(encodeHeader(key.header).length)
    await home.write(Buffer.concat([encodeHeader(header), rest]))
    const before = await home.contents()

    await expect(loadVault(context, key)).rejects.toMatchObject({
      because: 'another program replaced it while Latchkey opened it',
    })

    expect(home.files.stillOpen).toEqual([])
    expect(await home.contents()).toEqual(before)
  })

  it('tells why it failed, also where closing the file fails too', async () => {
    const { home, context, key } = await loadable(await closedVault(1))
    home.files.failsToClose = () => true

    await expect(loadVault({ ...context, largest: 5 }, key)).rejects.toMatchObject({
      because: 'it is too large to be a vault',
    })
  })
})

/** Watches the keys of records, each of which opens the frames of a generation, and the keys of the vaults that they belong to. */
function watchKeys() {
  const records = vi.spyOn(VaultKeys.prototype, 'records')
  onTestFinished(() => records.mockRestore())
  return {
    /** How many of the keys of records are not overwritten. */
    usable: () =>
      records.mock.results.filter(({ value }) => !isOverwritten(value as Uint8Array)).length,
    subkeys: () =>
      (records.mock.contexts as VaultKeys[]).flatMap(
        ({ privateKeys, extensions, grants, attestation }) => [
          privateKeys,
          extensions,
          grants,
          attestation,
        ],
      ),
  }
}

/** A vault with a passkey, whose file was to be rewritten. */
async function withRewriting(
  before: (home: VaultHome) => void,
): Promise<{ home: VaultHome; vault: Vault }> {
  const home = memoryHome()
  const vault = await home.openVault()
  const passkey = keptPasskey()
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  before(home)
  for (let i = 0; i < 19; i++)
    await applyChanges(vault.passkeys, [
      { passkeyId: passkey.credentialId, set: { userName: `${i}${'x'.repeat(60_000)}` } },
    ])
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve))
  return { home, vault }
}

function isAppend(call: string, path: string): boolean {
  return call === 'write' && path === '/vault/vault.pkv'
}

function isVaultFile(path: string): boolean {
  return /\/vault\.(pkv|witness)/.test(path)
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes)
  copy[at]! ^= 1
  return copy
}

/** What is needed to load the vault of a home. */
async function loadable({ home, bytes }: ClosedVault) {
  const { header } = decodeHeader(bytes)
  const [secret = ''] = home.keychain.items.values()
  const context: VaultContext = {
    folder: new VaultFolder(home.files, home.folder, home.clock),
    clock: home.clock,
    random,
    largest: 1_000_000,
    rewrittenAtOnce: 1_000_000,
    onReadOnly: () => {},
  }
  const key = {
    masterKey: decodeBase64Url(secret),
    header,
    sealedBy: 'keychain',
    readOnly: null,
  } as const
  return { home, context, key }
}
