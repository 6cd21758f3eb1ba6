/** The ways back from a damaged vault. */
import { describe, expect, it } from 'vitest'
import type { VaultReport } from '../../../src/shared/vault-report'
import { findFolderFaults } from '../../../src/main/vault/folder-faults'
import { closedVault, damagedHome, open } from '../../support/damaged-vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'

describe('checking a vault', () => {
  it('says that all is well, and changes nothing', async () => {
    const { home } = await closedVault(3)
    const before = await home.contents()
    const vault = home.vault()

    const report = await vault.rescue.check()

    expect(report).toMatchObject({
      folder: '/vault',
      file: { name: 'vault.pkv', condition: 'whole', passkeys: 3, lost: 0, unread: 0 },
      backups: [],
      undo: null,
    })
    expect(await home.contents()).toEqual(before)
    expect(vault.state.state).toBe('opening')
  })

  it('tells an unread end before opening removes it', async () => {
    const { home, bytes, ends } = await closedVault(3)
    await home.write(bytes.subarray(0, ends[3]! - 10))

    const { file } = await home.vault().rescue.check()

    expect(file).toMatchObject({
      condition: 'cut',
      passkeys: 2,
      lost: 1,
      unread: ends[3]! - 10 - ends[2]!,
    })
  })

  it('counts in copies that the key opens, and says why another cannot be opened', async () => {
    const { home, bytes, ends } = await closedVault(3)
    const other = await closedVault(1)
    await home.write(bytes.subarray(0, ends[2]), 'vault.pkv.1')
    await home.write(other.bytes, 'vault.pkv.corrupt-2026')
    await home.write(Buffer.from('no vault'), 'vault.pkv.torn-2026')

    const { backups } = await home.vault().rescue.check()

    expect(byName(backups)).toEqual({
      'vault.pkv.1': { condition: 'whole', passkeys: 2, problem: null },
      'vault.pkv.corrupt-2026': {
        condition: 'sealed',
        passkeys: null,
        problem: expect.stringContaining('does not hold the key of this vault'),
      },
      'vault.pkv.torn-2026': {
        condition: 'unreadable',
        passkeys: null,
        problem: expect.stringContaining('does not start like a vault'),
      },
    })
  })

  it('reports what is lost until the vault is repaired, and again when that is undone', async () => {
    const { home, bytes, ends } = await closedVault(3)
    await home.write(bytes.subarray(0, ends[2]))
    const vault = await home.openVault()

    expect((await vault.rescue.check()).file).toMatchObject({ condition: 'cut', lost: 1 })

    await vault.close()
    const lost = { condition: 'cut', lost: 1, passkeys: 2 }
    expect((await home.vault().rescue.check()).file).toMatchObject({
      ...lost,
      problem: expect.stringMatching(/^A copy of the file .* is vault\.pkv\.torn-2026-[\w-]+\.$/),
    })
    const next = await home.openVault()
    expect((await next.rescue.check()).file).toMatchObject(lost)

    await next.rescue.repair()
    expect(next.state).toMatchObject({ warning: null })
    expect(next.passkeys.list()).toHaveLength(2)
    const { file } = await next.rescue.check()
    expect(file).toMatchObject({ condition: 'whole', lost: 0, problem: null })

    await next.rescue.undo()
    expect((await next.rescue.check()).file).toMatchObject(lost)
  })

  it('does not prevent another Latchkey from opening the vault, and reports the state before', async () => {
    const { home, kept } = await closedVault(3)
    const checking = home.vault()
    const app = home.vault()
    const get = home.keychain.get.bind(home.keychain)
    let started = false
    home.keychain.get = async (account) => {
      // The check has read the file. Before it goes on, the app starts and saves a passkey.
      if (!started) {
        started = true
        await app.open()
        await app.passkeys.add(keptPasskey(), PRIVATE_KEY)
      }
      return get(account)
    }

    const { file } = await checking.rescue.check()

    expect(app.state).toMatchObject({ state: 'open', warning: null })
    expect(app.passkeys.list()).toHaveLength(kept.length + 1)
    expect(file).toMatchObject({ condition: 'whole', lost: 0 })
  })

  it('says what may go wrong because of where the folder is', async () => {
    const { home } = await closedVault(1)
    home.folderFaults = () =>
      findFolderFaults({ fileSystem: () => 0x6969, syncsNames: async () => false })

    const { folderProblem } = await home.vault().rescue.check()

    expect(folderProblem).toMatch(/^The vault’s file system is served by another computer/)
    expect(folderProblem).toContain('does not save the names of files on demand')
  })

  it('leaves no lock behind while it is not closed', async () => {
    const { home } = await closedVault(1)
    await home.vault().rescue.check()

    expect((await home.openVault()).state).toMatchObject({ state: 'open' })
  })

  it('does not ask the keychain while the user has locked the vault', async () => {
    const { home } = await closedVault(1)
    const vault = await home.openVault()
    await vault.lock()

    expect((await vault.rescue.check()).file).toMatchObject({ condition: 'sealed', passkeys: null })
  })
})

describe('repairing a vault', () => {
  it('continues with what was saved, and keeps the damaged file', async () => {
    const { home, kept, damaged } = await damagedHome()
    const vault = await home.openVault()
    expect(vault.state).toMatchObject({ damage: { is: 'damaged', lost: 1 } })

    await vault.rescue.repair()

    expect(vault.state).toEqual({
      state: 'open',
      sealedBy: 'keychain',
      readOnly: null,
      warning: null,
    })
    const saved = kept.filter((_, i) => i !== 1)
    expect(vault.passkeys.list()).toEqual(saved)
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    expect(Object.values(await home.contents())).toContain(damaged)
    await vault.close()
    expect((await open(home)).passkeys).toHaveLength(saved.length + 1)
  })

  it('is done for a vault that is not open, too', async () => {
    const { home, kept } = await damagedHome()
    const vault = home.vault()

    await vault.rescue.repair()

    expect(vault.passkeys.list()).toHaveLength(kept.length - 1)
  })

  it('can be undone: the damaged file is back in its place, and later changes are kept', async () => {
    const { home, damaged } = await damagedHome()
    const vault = await home.openVault()
    await vault.rescue.repair()
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    expect((await vault.rescue.check()).undo).toMatchObject({ what: 'repair' })
    const repaired = (await home.read()).toString('hex')

    await vault.rescue.undo()

    expect((await home.read()).toString('hex')).toBe(damaged)
    expect(vault.state).toMatchObject({ damage: { is: 'damaged', lost: 1 } })
    expect(Object.values(await home.contents())).toContain(repaired)
    expect((await vault.rescue.check()).undo).toBeNull()
    await expect(vault.rescue.undo()).rejects.toThrow('nothing to undo')
  })

  it('counts the same losses after it was undone, even at the end of the file', async () => {
    const { home, bytes, ends } = await closedVault(6)
    bytes[ends[1]! + 50]! ^= 1
    await home.write(bytes.subarray(0, ends[4]))
    const vault = await home.openVault()
    const before = vault.state

    await vault.rescue.repair()
    await vault.rescue.undo()

    expect(before).toMatchObject({ damage: { lost: 3 } })
    expect(vault.state).toEqual(before)
  })

  it('refuses a file that is not damaged, and leaves the vault open', async () => {
    const { home } = await closedVault(1)
    const vault = await home.openVault()

    await expect(vault.rescue.repair()).rejects.toThrow('not damaged')

    expect(vault.state.state).toBe('open')
    expect(await home.names()).toEqual(['vault.pkv'])
  })

  it('changes nothing while the user has locked the vault', async () => {
    const { home } = await damagedHome()
    const vault = await home.openVault()
    await vault.lock()

    await expect(vault.rescue.repair()).rejects.toThrow('locked')

    expect(vault.state.state).toBe('locked-by-user')
  })

  it('seals its file for a generation that no other file has', async () => {
    const { home } = await damagedHome()
    const vault = await home.openVault()
    const generations = new Set<number>()
    for (let i = 0; i < 3; i++) {
      generations.add((await home.read()).readUInt32BE(10))
      await vault.rescue.repair()
      generations.add((await home.read()).readUInt32BE(10))
      await vault.rescue.undo()
    }
    expect(generations.size).toBe(4)
  })
})

describe('restoring a backup', () => {
  it('puts it into the place of the vault, and does not change the backup', async () => {
    const { home, bytes, ends, kept } = await closedVault(3)
    await home.write(bytes.subarray(0, ends[2]), 'vault.pkv.1')
    const vault = await home.openVault()

    await vault.rescue.restore('vault.pkv.1')

    expect(vault.passkeys.list()).toEqual(kept.slice(0, 2))
    expect(vault.state).toMatchObject({ readOnly: null, warning: null })
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    expect(await home.read('vault.pkv.1')).toEqual(bytes.subarray(0, ends[2]))
    expect(Object.values(await home.contents())).toContain(bytes.toString('hex'))

    await vault.rescue.undo()
    expect(vault.passkeys.list()).toEqual(kept)
  })

  it('is possible if the header is damaged and the vault locked', async () => {
    const { home, bytes, ends } = await closedVault(3)
    await home.write(bytes.subarray(0, ends[2]), 'vault.pkv.1')
    bytes.fill(0, 0, ends[0])
    await home.write(bytes)
    await home.remove('vault.witness')
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'unreadable' })

    await vault.rescue.restore('vault.pkv.1')

    expect(vault.passkeys.list()).toHaveLength(2)
    expect(Object.values(await home.contents())).toContain(bytes.toString('hex'))
  })

  it('is possible if the vault is missing, and can be undone', async () => {
    const { home, bytes } = await closedVault(2)
    await home.write(bytes, 'vault.pkv.1')
    await home.remove('vault.pkv')
    const vault = home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({ reason: 'copy-left' })

    await vault.rescue.restore('vault.pkv.1')
    expect(vault.passkeys.list()).toHaveLength(2)

    await vault.rescue.undo()
    expect(vault.state).toMatchObject({ reason: 'copy-left' })
  })

  it('restores the readable part of a damaged copy', async () => {
    const { home, damaged } = await damagedHome()
    await home.write(Buffer.from(damaged, 'hex'), 'vault.pkv.corrupt-2026')
    await home.write(Buffer.from('no vault'))
    const vault = home.vault()

    await vault.rescue.restore('vault.pkv.corrupt-2026')

    expect(vault.passkeys.list()).toHaveLength(4)
  })

  it.each(['vault.pkv', '../vault.pkv.1', 'vault.witness', 'vault.pkv.2', ''])(
    'refuses %j, which is not a backup',
    async (name) => {
      const { home } = await closedVault(1)
      const vault = await home.openVault()

      await expect(vault.rescue.restore(name)).rejects.toThrow('no backup')

      expect(vault.passkeys.list()).toHaveLength(1)
    },
  )

  it('asks for the passphrase of a backup that a passphrase seals', async () => {
    const { home } = await closedVault(0)
    await home.remove('vault.pkv')
    await home.remove('vault.witness')
    home.keychain.items.clear()
    home.keychain.mood = 'missing'
    const vault = home.vault()
    await vault.open()
    await vault.createWithPassphrase('correct horse')
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)
    await vault.close()
    await home.write(await home.read(), 'vault.pkv.1')
    await home.write(Buffer.from('no vault'))
    const locked = home.vault()
    await locked.open()

    await locked.rescue.restore('vault.pkv.1')

    expect(locked.state).toMatchObject({ state: 'locked', reason: 'passphrase' })
    await locked.unlockWithPassphrase('correct horse')
    expect(locked.passkeys.list()).toHaveLength(1)
    expect(locked.state).toMatchObject({ warning: null })
  })

  it('keeps a vault that a passphrase opened open', { timeout: 30_000 }, async () => {
    const { home } = await closedVault(0)
    await home.remove('vault.pkv')
    home.keychain.items.clear()
    home.keychain.mood = 'missing'
    const vault = home.vault()
    await vault.open()
    await vault.createWithPassphrase('correct horse')
    await home.write(await home.read(), 'vault.pkv.1')
    await vault.passkeys.add(keptPasskey(), PRIVATE_KEY)

    await vault.rescue.restore('vault.pkv.1')

    expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'passphrase' })
    expect(vault.passkeys.list()).toEqual([])
  })
})

function byName(backups: VaultReport['backups']) {
  return Object.fromEntries(
    backups.map(({ name, condition, passkeys, problem }) => [
      name,
      { condition, passkeys, problem },
    ]),
  )
}
