import { describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { fullDisk, type FileCall } from '../../support/faulty-files'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, vaultHome, type VaultHome } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'
import { seeded } from '../../support/seeded'
import { VaultPromises } from '../../support/vault-promises'
import { changeVault } from '../../support/vault-work'

describe('an append', () => {
  it('is on the disk before it is acknowledged', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    home.files.reset()

    await add(vault)

    expect(home.files.calls).toEqual(['write', 'syncData'])
  })

  it('continues after short writes until every byte is written', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    home.files.fault = ({ call }) => (call === 'write' ? { shortWrite: 1 } : undefined)

    await add(vault)

    home.files.reset()
    expect(await countAfterRestart(home, vault)).toBe(1)
  })

  it.each<[string, FileCall, string]>([
    ['the disk is full', 'write', 'ENOSPC'],
    ['the disk fails to write', 'write', 'EIO'],
    ['the disk fails to sync', 'syncData', 'EIO'],
  ])(
    'leaves the file unchanged when %s, and the next append succeeds',
    async (_, failing, code) => {
      const home = memoryHome()
      const vault = await home.openVault()
      await add(vault)
      const before = await home.read()
      home.files.fault = failOnce(failing, code)

      await expect(add(vault)).rejects.toMatchObject({ name: 'VaultReadOnlyError' })

      expect(vault.passkeys.list()).toHaveLength(1)
      expect(vault.state).toMatchObject({ readOnly: expect.stringContaining('disk') })
      expect(await home.read()).toEqual(before)
      await add(vault)
      expect(vault.state).toMatchObject({ readOnly: null })
      expect(await countAfterRestart(home, vault)).toBe(2)
    },
  )

  it('leaves the file unchanged when the disk becomes full during the write', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const { length: empty } = await home.read()
    await add(vault)
    const before = await home.read()

    for (let room = 0; room < before.length - empty; room += 7) {
      home.files.fault = fullDisk(room)
      await expect(add(vault)).rejects.toThrow('The disk is full.')
      expect(Buffer.compare(await home.read(), before)).toBe(0)
    }

    home.files.reset()
    await add(vault)
    expect(await countAfterRestart(home, vault)).toBe(2)
  })

  it.each(['write', 'syncData'] as const)(
    'that failed in %s, and could not be removed, is removed before the next one',
    async (failing) => {
      const { home, vault } = await withRefusedAppend(failing)
      await expect(add(vault)).rejects.toThrow('The disk reported an error.')
      home.files.reset()

      await add(vault)

      expect(home.files.calls).toEqual(['truncate', 'syncData', 'write', 'syncData'])
      expect(vault.state).toMatchObject({ readOnly: null })
      expect(await countAfterRestart(home, vault)).toBe(2)
    },
  )

  it('that was refused does not come true when the vault is opened again', async () => {
    const { home, vault } = await withRefusedAppend('syncData')
    home.files.reset()

    expect(await countAfterRestart(home, vault)).toBe(1)
  })

  it('is refused when the file would become too long to be read again', async () => {
    const home = memoryHome()
    home.largest = 3_000
    const vault = await home.openVault()
    let kept = 0
    const addAll = async () => {
      while (kept < 100) {
        await add(vault)
        kept++
      }
    }

    await expect(addAll()).rejects.toThrow('greatest length')

    expect(kept).toBeGreaterThan(0)
    expect((await home.read()).length).toBeLessThanOrEqual(3_000)
    expect(await countAfterRestart(home, vault)).toBe(kept)
  })

  it.each<[string, (home: VaultHome) => Promise<void>]>([
    ['grew', async (home) => home.write(Buffer.concat([await home.read(), Buffer.from('more')]))],
    ['was replaced', async (home) => home.write(await home.read())],
    ['was removed', (home) => home.remove('vault.pkv')],
  ])('is rejected when the file %s since the last append', async (_, change) => {
    const home = memoryHome()
    const vault = await home.openVault()
    await add(vault)
    await change(home)
    const after = await home.contents()

    await expect(add(vault)).rejects.toThrow('another program')

    expect(await home.contents()).toEqual(after)
    expect(vault.passkeys.list()).toHaveLength(1)
  })
})

describe('a file with mostly obsolete records', () => {
  it('is rewritten with its live records, and the previous file is kept', async () => {
    const home = await vaultHome()
    const vault = await home.openVault()
    const passkeys = [keptPasskey(), keptPasskey(), keptPasskey()]
    for (const passkey of passkeys) await vault.passkeys.add(passkey, PRIVATE_KEY)

    await fill(vault)
    await add(vault)
    await vault.close()

    expect(await home.names()).toEqual(['vault.pkv', 'vault.pkv.1'])
    expect((await home.read()).length).toBeLessThan(400_000)
    expect((await home.read('vault.pkv.1')).length).toBeGreaterThan(1_000_000)
    const again = await home.openVault()
    expect(again.passkeys.list()).toHaveLength(4)
    expect(again.passkeys.find(passkeys[1]!.credentialId)).toEqual(passkeys[1])
  })

  it('can be replaced by the previous file', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    await add(vault)
    await fill(vault)
    await vault.close()
    await home.write(await home.read('vault.pkv.1'))

    expect((await home.openVault()).passkeys.list()).toHaveLength(1)
  })

  it('loses no passkey when a rewrite fails or the app dies at any of its calls', async () => {
    const calls = await callsOfRewriting()

    for (let failing = 0; failing < calls; failing++) {
      const home = memoryHome()
      const vault = await home.openVault()
      await add(vault)
      await fill(vault, 'until the last')
      home.files.reset()
      home.files.fault = ({ number }) => (number >= 2 + failing ? { code: 'EIO' } : undefined)
      await fillOnce(vault)
      await settled()
      home.files.reset()

      // A start after a crash would find the files as they are now.
      const after = memoryHome()
      for (const name of await home.names()) await after.write(await home.read(name), name)
      for (const [account, key] of home.keychain.items) after.keychain.items.set(account, key)
      const restarted = await after.openVault()
      expect({ failing, kept: restarted.passkeys.list().length }).toEqual({ failing, kept: 1 })
      expect((await after.names()).filter((name) => name.includes('.tmp'))).toEqual([])

      // The running vault has not lost a passkey either.
      await add(vault)
      expect(await countAfterRestart(home, vault)).toBe(2)
    }
  })

  it('syncs the folder before its next write when this sync failed during the rewrite', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    await add(vault)
    home.files.fault = failOnce('syncFolder', 'EIO')
    await fill(vault)
    home.files.reset()

    await add(vault)
    await add(vault)

    expect(home.files.calls).toEqual(['syncFolder', 'write', 'syncData', 'write', 'syncData'])
  })

  it('is written to as before once it was rewritten', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    await add(vault)
    await fill(vault)
    home.files.reset()

    await add(vault)

    expect(home.files.calls).toEqual(['write', 'syncData'])
  })

  it('still has everything of every kind after it was rewritten', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const promises = new VaultPromises()
    const random = seeded(1)
    await changeVault(vault, promises, { lanes: 3, changes: 60, longNames: 1, random })
    await vault.close()

    expect((await home.read()).readUInt32BE(10)).toBeGreaterThan(1)
    expect(promises.judge(await home.openVault())).toEqual({ lost: [], halves: [], strange: [] })
  })

  it('is rewritten on a file system without links', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    await add(vault)
    home.files.fault = ({ call }) => (call === 'link' ? { code: 'ENOTSUP' } : undefined)

    await fill(vault)
    await vault.close()

    home.files.reset()
    expect(await home.names()).toEqual(['vault.pkv', 'vault.pkv.1'])
    expect((await home.openVault()).passkeys.list()).toHaveLength(1)
  })

  it.each(['EINVAL', 'ENOTSUP', 'ENOSYS'])(
    'is made, rewritten and written to if a folder cannot be synced (%s)',
    async (code) => {
      const home = memoryHome()
      home.files.fault = ({ call }) => (call === 'syncFolder' ? { code } : undefined)
      const vault = await home.openVault()
      await add(vault)
      await fill(vault)
      await add(vault)

      expect(vault.state).toMatchObject({ readOnly: null })
      await vault.close()
      expect((await home.openVault()).passkeys.list()).toHaveLength(2)
    },
  )
})

/** Changes one passkey often enough for a rewrite of the file. `until the last` omits the last change. */
async function fill(vault: Vault, how: 'whole' | 'until the last' = 'whole'): Promise<void> {
  // A name of 60 000 letters stands for many small changes.
  for (let i = 0; i < (how === 'whole' ? 19 : 18); i++) await fillOnce(vault)
  await settled()
}

async function fillOnce(vault: Vault): Promise<void> {
  const [first] = vault.passkeys.list()
  const userName = 'x'.repeat(60_000)
  await applyChanges(vault.passkeys, [{ passkeyId: first!.credentialId, set: { userName } }])
}

/** The number of file calls of a rewrite, without the write and sync that triggered it. */
async function callsOfRewriting(): Promise<number> {
  const home = memoryHome()
  const vault = await home.openVault()
  await add(vault)
  await fill(vault, 'until the last')
  home.files.reset()
  await fillOnce(vault)
  await settled()
  expect(home.files.calls).toContain('rename')
  return home.files.calls.length - 2
}

/** Waits until the rewrite after a write has ended. In memory, a rewrite takes fewer turns than this. */
async function settled(): Promise<void> {
  for (let i = 0; i < 50; i++) await new Promise((resolve) => setImmediate(resolve))
}

/** A vault with one passkey. Another one was refused, and its bytes could not be removed. */
async function withRefusedAppend(failing: 'write' | 'syncData') {
  const home = memoryHome()
  const vault = await home.openVault()
  await add(vault)
  home.files.fault = ({ call }) =>
    call === 'truncate' || call === failing ? { code: 'EIO' } : undefined
  await expect(add(vault)).rejects.toMatchObject({ name: 'VaultReadOnlyError' })
  return { home, vault }
}

function failOnce(failing: FileCall, code: string): VaultHome['files']['fault'] {
  let failed = false
  return ({ call }) => {
    if (failed || call !== failing) return undefined
    failed = true
    return { code }
  }
}

function add(vault: Vault): Promise<boolean> {
  return vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
}

async function countAfterRestart(home: VaultHome, vault: Vault): Promise<number> {
  await vault.close()
  return (await home.openVault()).passkeys.list().length
}
