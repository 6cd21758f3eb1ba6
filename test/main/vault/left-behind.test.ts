/** The secrets in memory and the open files that the vault leaves once it no longer needs them. */
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import { applyChanges } from '../../support/apply-changes'
import { closedVault, withFlippedBit } from '../../support/damaged-vault'
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

  it.each([
    ['the keychain does not keep', 'locked'],
    ['the keychain gives back garbled', 'garbled'],
  ])('leaves no new key that %s', async (_, what) => {
    const made = vi.spyOn(random, 'bytes')
    onTestFinished(() => made.mockRestore())
    const home = memoryHome()
    const get = home.keychain.get.bind(home.keychain)
    const set = home.keychain.set.bind(home.keychain)
    const isKey = (account: string) => account.startsWith('vault-key:')
    if (what === 'locked')
      home.keychain.set = async (account, secret) => {
        if (isKey(account)) throw new Error('The keychain is locked.')
        return set(account, secret)
      }
    else home.keychain.get = async (account) => (isKey(account) ? 'garbled' : get(account))

    const vault = home.vault()
    await vault.open()

    expect(vault.state.state).toBe('locked')
    const keys = made.mock.results.map(({ value }) => value as Uint8Array)
    expect(keys.filter(({ length }) => length === 32).map(isOverwritten)).toContain(true)
  })

  it('opens although a file that it only read does not close', async () => {
    const { home } = await closedVault(1)
    let failing = 1
    home.files.failsToClose = (path) => path === home.file && failing-- > 0

    const vault = await home.openVault()

    expect(failing).toBeLessThan(1)
    expect(vault.state).toMatchObject({ state: 'open', readOnly: null })
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
    await home.write(withFlippedBit(bytes, (ends[0] ?? 0) + 100))
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
    await home.write(withFlippedBit(bytes, (ends[0] ?? 0) + 100))
    let opened = 0
    home.files.failsToClose = (path) => isVaultFile(path) && ++opened > 1

    const vault = await home.openVault()

    expect(vault.passkeys.list()).toHaveLength(2)
  })
})

/** Watches the keys of records, each of which opens the frames of a generation, and the keys of their vaults. */
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
