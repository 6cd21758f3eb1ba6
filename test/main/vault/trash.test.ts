import { describe, expect, it } from 'vitest'
import { bytesInMemory } from '../../../src/main/vault/file-bytes'
import { readGeneration } from '../../../src/main/vault/generation'
import { decodeHeader } from '../../../src/main/vault/header'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import { recordKey } from '../../../src/main/vault/stored-passkey'
import type { Vault } from '../../../src/main/vault/vault'
import { VaultKeys } from '../../../src/main/vault/vault-keys'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { EarlierVault } from '../../support/earlier-vault'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, random, type VaultHome } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

const HOUR = 60 * 60 * 1000
const DAY = 24 * HOUR

describe('the trash', () => {
  it('lists the newest first, with the time, the reason and the remaining time', async () => {
    const { home, vault, passkeys } = await trashed(2)

    expect(vault.passkeys.listTrash()).toEqual([
      { passkey: passkeys[1], at: home.clock.now(), because: 'deleted', keptForMs: 30 * DAY },
      { passkey: passkeys[0], at: home.clock.now(), because: 'deleted', keptForMs: 30 * DAY },
    ])
  })

  it('keeps the order of deletion when the clock is set back, and after a restart', async () => {
    const { home, vault, passkeys } = await trashed(1)
    home.clock.jump(-DAY)
    const later = await deleteOne(vault)
    expect(ids(vault)).toEqual([later, passkeys[0]].map(idOf))
    await vault.close()

    expect(ids(await home.openVault())).toEqual([later, passkeys[0]].map(idOf))
  })

  it('notifies listeners when the trash changes, and not of a rename', async () => {
    const vault = memoryVault(new FakeClock(), random)
    await vault.open()
    const passkey = keptPasskey()
    await vault.passkeys.add(passkey, PRIVATE_KEY)
    const heard: number[] = []
    const stop = vault.passkeys.onTrashChange(() =>
      heard.push(vault.state.state === 'open' ? vault.passkeys.list().length : -1),
    )

    await vault.passkeys.rename(passkey.credentialId, { userName: 'a', userDisplayName: 'A' })
    await vault.passkeys.trash(passkey.credentialId, 'deleted')
    await vault.passkeys.restore(passkey.credentialId)
    await vault.passkeys.trash(passkey.credentialId, 'deleted')
    await vault.passkeys.deleteForever([passkey.credentialId])
    stop()
    await vault.close()

    expect(heard).toEqual([0, 1, 0, 0])
  })

  it('cannot be read or changed while the vault is locked', async () => {
    const { passkeys } = memoryVault(new FakeClock(), random)

    expect(() => passkeys.listTrash()).toThrow('locked')
    expect(() => passkeys.findTrashed(Uint8Array.of(1))).toThrow('locked')
    await expect(passkeys.deleteForever([])).rejects.toMatchObject({ name: 'VaultLockedError' })
  })
})

describe('a restored passkey', () => {
  it('returns to its earlier place in the order after a restart', async () => {
    const { home, vault, passkeys } = await trashed(1)
    await vault.close()
    const again = await home.openVault()
    const later = await addOne(again)

    await again.passkeys.restore(passkeys[0]!.credentialId)
    await again.passkeys.hide(later.credentialId, 'You hid it.')

    const hidden = { at: home.clock.now(), because: 'You hid it.' }
    expect(again.passkeys.listByRp('example.org')).toEqual([{ ...later, hidden }, passkeys[0]])
  })
})

describe('a passkey that is deleted for good', () => {
  it('is removed together with others in one write, which skips passkeys outside the trash', async () => {
    const { home, vault, passkeys } = await trashed(3)
    const kept = keptPasskey()
    await vault.passkeys.add(kept, PRIVATE_KEY)
    home.files.reset()

    const gone = [passkeys[0]!, passkeys[1]!, passkeys[1]!, kept]
    await vault.passkeys.deleteForever(gone.map(({ credentialId }) => credentialId))

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect(ids(vault)).toEqual([idOf(passkeys[2])])
    expect(vault.passkeys.list()).toEqual([kept])
    await expect(vault.passkeys.restore(passkeys[0]!.credentialId)).rejects.toThrow(
      'no longer in the',
    )
    await vault.close()
    expect(ids(await home.openVault())).toEqual([idOf(passkeys[2])])
  })

  it('is missing from the file after the next rewrite', async () => {
    const { home, vault, passkeys } = await trashed(1)
    const { credentialId } = passkeys[0]!
    await vault.passkeys.deleteForever([credentialId])
    const other = await addOne(vault)
    expect(await keysIn(home, 'vault.pkv')).toContain(recordKey(credentialId))

    for (let i = 0; i < 19; i++)
      await applyChanges(vault.passkeys, [
        { passkeyId: other.credentialId, set: { userName: 'x'.repeat(60_000) } },
      ])
    await vault.close()

    expect(await keysIn(home, 'vault.pkv')).toContain(recordKey(other.credentialId))
    expect(await keysIn(home, 'vault.pkv')).not.toContain(recordKey(credentialId))
    // The previous file holds the passkey until the next rewrite.
    expect(await keysIn(home, 'vault.pkv.1')).toContain(recordKey(credentialId))
  })

  it('stays in the trash when the disk is full', async () => {
    const { home, vault, passkeys } = await trashed(1)
    home.files.fault = ({ call }) => (call === 'write' ? { code: 'ENOSPC' } : undefined)

    const gone = vault.passkeys.deleteForever([passkeys[0]!.credentialId])

    await expect(gone).rejects.toThrow('The disk is full.')
    expect(ids(vault)).toEqual([idOf(passkeys[0])])
  })
})

describe('a deleted passkey', () => {
  it('is removed after thirty days while the vault is open, and not before', async () => {
    const { home, vault, passkeys } = await trashed(1)
    const heard: number[] = []
    const stop = vault.passkeys.onTrashChange(() => heard.push(vault.passkeys.listTrash().length))

    home.clock.advance(30 * DAY - HOUR)
    await settled(vault)
    expect(ids(vault)).toEqual([idOf(passkeys[0])])
    expect(vault.passkeys.listTrash()[0]?.keptForMs).toBeLessThanOrEqual(2 * HOUR)

    home.clock.advance(3 * HOUR)
    await settled(vault)
    expect(vault.passkeys.listTrash()).toEqual([])
    expect(heard.at(-1)).toBe(0)
    stop()
    await vault.close()
    expect((await home.openVault()).passkeys.listTrash()).toEqual([])
  })

  it('is removed when the vault opens after thirty counted days', async () => {
    const { home, vault, passkeys } = await trashed(1)
    await vault.close()

    for (const days of [6, 6, 6, 6, 5]) {
      home.clock.jump(days * DAY)
      const again = await home.openVault()
      await settled(again)
      expect(ids(again)).toEqual([idOf(passkeys[0])])
      await again.close()
    }
    home.clock.jump(2 * DAY)
    const again = await home.openVault()
    await settled(again)

    expect(again.passkeys.listTrash()).toEqual([])
  })

  it('stays when the clock is set years ahead or back', async () => {
    const { home, vault, passkeys } = await trashed(1)
    await vault.close()

    for (const days of [4000, -9000, 4000]) {
      home.clock.jump(days * DAY)
      const again = await home.openVault()
      await settled(again)
      expect(ids(again)).toEqual([idOf(passkeys[0])])
      await again.close()
    }

    const { passkeys: last } = await home.openVault()
    expect(last.listTrash()[0]?.keptForMs).toBeGreaterThanOrEqual((30 - 14) * DAY - HOUR)
  })

  it('stays when the clock loses the time at every shutdown', async () => {
    const { home, vault, passkeys } = await trashed(1)
    await vault.close()

    for (let start = 0; start < 20; start++) {
      home.clock.jump(-9000 * DAY)
      const again = await home.openVault()
      home.clock.advance(2 * HOUR)
      home.clock.jump(9000 * DAY)
      home.clock.advance(2 * HOUR)
      await settled(again)
      await again.close()
    }

    const { passkeys: last } = await home.openVault()
    expect(last.findTrashed(passkeys[0]!.credentialId)).toBeDefined()
    expect(last.listTrash()[0]?.keptForMs).toBe(30 * DAY - 80 * HOUR)
  })

  it('has thirty days again after it was restored and deleted again', async () => {
    const { home, vault, passkeys } = await trashed(1)
    home.clock.advance(20 * DAY)
    await vault.passkeys.restore(passkeys[0]!.credentialId)

    await vault.passkeys.trash(passkeys[0]!.credentialId, 'deleted')

    expect(vault.passkeys.listTrash()[0]?.keptForMs).toBe(30 * DAY)
  })

  it('is removed alone, because a later passkey has its own thirty days', async () => {
    const { home, vault } = await trashed(1)
    home.clock.advance(20 * DAY)
    const later = await deleteOne(vault)

    home.clock.advance(12 * DAY)
    await settled(vault)

    expect(ids(vault)).toEqual([idOf(later)])
  })

  it('stays in a read-only vault, which still opens', async () => {
    const { home, vault, passkeys } = await trashed(1)
    await overdue(home, vault)
    home.files.fault = ({ call }) => (call === 'makeFolder' ? { code: 'EROFS' } : undefined)

    const again = await home.openVault()
    await settled(again)

    expect(again.state).toMatchObject({
      readOnly: expect.stringContaining('cannot write to the vault’s file'),
    })
    expect(ids(again)).toEqual([idOf(passkeys[0])])
    expect(again.passkeys.listTrash()[0]?.keptForMs).toBe(0)
  })

  it('stays while the disk is full, and is removed at the next check', async () => {
    const { home, vault, passkeys } = await trashed(1)
    await overdue(home, vault)
    home.files.fault = ({ call, path }) =>
      call === 'write' && path === home.file ? { code: 'ENOSPC' } : undefined

    const again = await home.openVault()
    await settled(again)
    expect(ids(again)).toEqual([idOf(passkeys[0])])

    home.files.reset()
    home.clock.advance(HOUR)
    await settled(again)
    expect(again.passkeys.listTrash()).toEqual([])
  })

  it('of an earlier build is kept for thirty days from the first check', async () => {
    const earlier = new EarlierVault()
    const passkey = keptPasskey()
    earlier.putTrashed(passkey)
    // An earlier build ran in between, and the trash clock had already counted many days.
    earlier.put('trash-clock', 'last-look', { ms: 400 * DAY, wall: earlier.clock.now() })
    const { vault, clock } = earlier
    await vault.open()

    expect(vault.passkeys.listTrash()[0]?.keptForMs).toBe(30 * DAY)
    clock.advance(29 * DAY)
    await settled(vault)
    expect(vault.passkeys.findTrashed(passkey.credentialId)).toEqual({ passkey, by: null })
    clock.advance(2 * DAY)
    await settled(vault)
    expect(vault.passkeys.listTrash()).toEqual([])
  })

  it('is not checked after the vault is closed', async () => {
    const { home, vault } = await trashed(1)
    await vault.close()
    home.files.reset()

    home.clock.advance(40 * DAY)

    expect(home.files.calls).toEqual([])
  })
})

/** An open vault with `count` passkeys in its trash, oldest first. */
async function trashed(count: number) {
  const home = memoryHome()
  const vault = await home.openVault()
  const passkeys: Passkey[] = []
  for (let i = 0; i < count; i++) passkeys.push(await deleteOne(vault))
  return { home, vault, passkeys }
}

async function addOne(vault: Vault): Promise<Passkey> {
  const passkey = keptPasskey()
  await vault.passkeys.add(passkey, PRIVATE_KEY)
  return passkey
}

async function deleteOne(vault: Vault): Promise<Passkey> {
  const passkey = await addOne(vault)
  await vault.passkeys.trash(passkey.credentialId, 'deleted')
  return passkey
}

/** Lets more than thirty counted days pass, and closes the vault before the last of them. */
async function overdue(home: VaultHome, vault: Vault): Promise<void> {
  home.clock.advance(29 * DAY)
  await vault.close()
  home.clock.jump(2 * DAY)
}

/** Waits until the pending writes have ended. */
async function settled(vault: Vault): Promise<void> {
  await applyChanges(vault.passkeys, [])
}

/** The keys of every record in a file, deleted records included. */
async function keysIn(home: VaultHome, name: string): Promise<readonly string[]> {
  const bytes = await home.read(name)
  const { header, length } = decodeHeader(bytes)
  const masterKey = Buffer.from([...home.keychain.items.values()][0] ?? '', 'base64url')
  const keys: string[] = []
  await readGeneration(
    { source: bytesInMemory(bytes), header, headerBytes: bytes.subarray(0, length) },
    {
      keys: new VaultKeys(masterKey, header.vaultId),
      take: (batch) => keys.push(...batch.flatMap(([, , key]) => key)),
    },
  )
  return keys
}

function ids(vault: Vault): string[] {
  return vault.passkeys.listTrash().map(({ passkey }) => idOf(passkey))
}

function idOf(passkey: Passkey | undefined): string {
  return Buffer.from(passkey?.credentialId ?? []).toString('hex')
}
