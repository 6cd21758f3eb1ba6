import { describe, expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { Passkeys } from '../../../src/main/vault/passkeys'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, random } from '../../support/vault-home'
import { applyChanges } from '../../support/apply-changes'

const DAY = 24 * 60 * 60 * 1000
const grace = { userName: 'grace@example.org', userDisplayName: 'Grace' }

describe('passkeys', () => {
  it('are found by their ids', async () => {
    const { passkeys } = await testPasskeys()
    const passkey = keptPasskey()

    await passkeys.add(passkey, PRIVATE_KEY)

    expect(passkeys.find(Uint8Array.from(passkey.credentialId))).toEqual(passkey)
    expect(passkeys.find(Uint8Array.of(1))).toBeUndefined()
  })

  it('are listed by relying party, newest first', async () => {
    const { passkeys } = await testPasskeys()
    const [first, second, other] = [keptPasskey(), keptPasskey(), keptPasskey({ rpId: 'b.test' })]
    for (const passkey of [first, second, other]) await passkeys.add(passkey, PRIVATE_KEY)

    expect(passkeys.listByRp('example.org')).toEqual([second, first])
    expect(passkeys.listByRp('example.org', 1)).toEqual([second])
    expect(passkeys.listByRp('example.org', 3)).toEqual([second, first])
    expect(passkeys.listByRp('nowhere.test')).toEqual([])
    expect(passkeys.list()).toHaveLength(3)
  })

  it('stay in the order of their addition when the clock is set back, and after a restart', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const first = keptPasskey({ createdAt: 2000 })
    const second = keptPasskey({ createdAt: 1000 })
    for (const passkey of [first, second]) await vault.passkeys.add(passkey, PRIVATE_KEY)
    await vault.passkeys.rename(first.credentialId, grace)
    await vault.close()

    const { passkeys } = await home.openVault()

    expect(passkeys.listByRp('example.org').map((p) => p.createdAt)).toEqual([1000, 2000])
  })

  it('return the private key through privateKey(), and not through find()', async () => {
    const { passkeys } = await testPasskeys()
    const passkey = keptPasskey()
    await passkeys.add(passkey, PRIVATE_KEY)

    expect(Buffer.from(passkeys.privateKey(passkey.credentialId))).toEqual(Buffer.from(PRIVATE_KEY))
    expect(Object.keys(passkeys.find(passkey.credentialId)!).sort()).toEqual(
      Object.keys(passkey).sort(),
    )
  })

  it('are not added twice under one id', async () => {
    const { passkeys } = await testPasskeys()
    const passkey = keptPasskey()
    await passkeys.add(passkey, PRIVATE_KEY)

    await expect(passkeys.add(passkey, PRIVATE_KEY)).rejects.toThrow('already')
  })

  it('are not added under the id of a passkey in the trash', async () => {
    const { passkeys } = await testPasskeys()
    const passkey = keptPasskey()
    await passkeys.add(passkey, PRIVATE_KEY)
    await passkeys.trash(passkey.credentialId, 'deleted')

    const same = { ...passkey, userHandle: Uint8Array.of(9) }
    await expect(passkeys.add(same, PRIVATE_KEY)).rejects.toThrow(
      'the trash holds a passkey with this id',
    )
    await passkeys.restore(passkey.credentialId)
    expect(passkeys.list()).toEqual([passkey])
  })

  it('notify listeners of every change', async () => {
    const { passkeys } = await testPasskeys()
    const heard: number[] = []
    const stop = passkeys.onChange(() => heard.push(passkeys.list().length))
    const passkey = keptPasskey()

    await passkeys.add(passkey, PRIVATE_KEY)
    await passkeys.trash(passkey.credentialId, 'deleted')
    stop()
    await passkeys.restore(passkey.credentialId)

    expect(heard).toEqual([1, 0])
  })

  it('cannot be read or changed while the vault is locked', async () => {
    const passkeys = memoryVault(new FakeClock(), random).passkeys
    const passkey = keptPasskey()
    const locked = { name: 'VaultLockedError' }

    for (const read of [
      () => passkeys.find(passkey.credentialId),
      () => passkeys.listByRp('example.org'),
      () => passkeys.list(),
      () => passkeys.privateKey(passkey.credentialId),
    ])
      expect(read).toThrow(expect.objectContaining(locked))
    for (const change of [
      passkeys.add(passkey, PRIVATE_KEY),
      passkeys.recordUse(passkey.credentialId, 0),
      passkeys.rename(passkey.credentialId, grace),
      applyChanges(passkeys, []),
    ])
      await expect(change).rejects.toMatchObject(locked)
  })
})

describe('a new discoverable passkey', () => {
  it('moves the older passkey of its account to the trash, in the same write', async () => {
    const home = memoryHome()
    const { passkeys } = await home.openVault()
    const older = keptPasskey()
    const newer = keptPasskey({ userHandle: older.userHandle })
    await passkeys.add(older, PRIVATE_KEY)
    home.files.reset()

    await passkeys.add(newer, PRIVATE_KEY)

    expect(passkeys.list()).toEqual([newer])
    expect(home.files.calls).toEqual(['write', 'syncData'])
    await passkeys.trash(newer.credentialId, 'deleted')
    await passkeys.restore(older.credentialId)
    expect(passkeys.list()).toEqual([older])
  })

  it('does not replace passkeys of other accounts or relying parties, or non-discoverable passkeys', async () => {
    const { passkeys } = await testPasskeys()
    const userHandle = Uint8Array.of(1)
    await passkeys.add(keptPasskey({ userHandle: Uint8Array.of(2) }), PRIVATE_KEY)
    await passkeys.add(keptPasskey({ userHandle, rpId: 'b.test' }), PRIVATE_KEY)
    await passkeys.add(keptPasskey({ userHandle, discoverable: false }), PRIVATE_KEY)

    await passkeys.add(keptPasskey({ userHandle }), PRIVATE_KEY)
    await passkeys.add(keptPasskey({ userHandle, discoverable: false }), PRIVATE_KEY)

    expect(passkeys.list()).toHaveLength(5)
  })

  it('is not added or written beyond the limit', async () => {
    const home = memoryHome()
    const { passkeys } = await home.openVault()
    const first = keptPasskey({ userHandle: Uint8Array.of(1) })
    const serverSide = keptPasskey({ discoverable: false })
    expect(await passkeys.add(serverSide, PRIVATE_KEY, 1)).toBe(true)
    expect(await passkeys.add(first, PRIVATE_KEY, 1)).toBe(true)
    home.files.reset()

    const second = keptPasskey({ userHandle: Uint8Array.of(2) })
    expect(await passkeys.add(second, PRIVATE_KEY, 1)).toBe(false)

    expect(passkeys.list()).toEqual([serverSide, first])
    expect(home.files.calls).toEqual([])
  })

  it('is added at the limit when it replaces a passkey', async () => {
    const { passkeys } = await testPasskeys()
    const userHandle = Uint8Array.of(1)
    await passkeys.add(keptPasskey({ userHandle }), PRIVATE_KEY, 1)

    expect(await passkeys.add(keptPasskey({ userHandle }), PRIVATE_KEY, 1)).toBe(true)
  })

  it('is refused when another concurrent passkey took the last place', async () => {
    const { passkeys } = await testPasskeys()
    const added = await Promise.all(
      [1, 2].map((id) => {
        const passkey = keptPasskey({ userHandle: Uint8Array.of(id) })
        return passkeys.add(passkey, PRIVATE_KEY, 1)
      }),
    )

    expect(added).toEqual([true, false])
  })
})

describe('the use of a passkey', () => {
  it('is on the disk at once when the passkey has a counter', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const passkey = keptPasskey({ signCount: 1 })
    await vault.passkeys.add(passkey, PRIVATE_KEY)
    home.files.reset()

    await vault.passkeys.recordUse(passkey.credentialId, 1234)

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect(vault.passkeys.find(passkey.credentialId)).toEqual({
      ...passkey,
      signCount: 2,
      lastUsedAt: 1234,
    })
  })

  it('increases the counter each time, even for concurrent uses', async () => {
    const { passkeys } = await testPasskeys()
    const passkey = keptPasskey({ signCount: 1 })
    await passkeys.add(passkey, PRIVATE_KEY)

    const counted = await Promise.all(
      [1, 2, 3].map((at) => passkeys.recordUse(passkey.credentialId, at)),
    )

    expect(counted).toEqual([2, 3, 4])
    expect(passkeys.find(passkey.credentialId)).toMatchObject({ signCount: 4 })
  })

  it('wraps the counter to 0 after the 32-bit maximum', async () => {
    const { passkeys } = await testPasskeys()
    const passkey = keptPasskey({ signCount: 2 ** 32 - 1 })
    await passkeys.add(passkey, PRIVATE_KEY)

    expect(await passkeys.recordUse(passkey.credentialId, 0)).toBe(0)
    expect(await passkeys.recordUse(passkey.credentialId, 0)).toBe(1)
  })

  it('is written later when the passkey has no counter, at the latest when the vault closes', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const passkey = keptPasskey()
    await vault.passkeys.add(passkey, PRIVATE_KEY)
    home.files.reset()

    await vault.passkeys.recordUse(passkey.credentialId, 1234)

    expect(home.files.calls).toEqual([])
    expect(vault.passkeys.find(passkey.credentialId)).toMatchObject({ lastUsedAt: 1234 })
    await vault.close()
    const again = await home.openVault()
    expect(again.passkeys.find(passkey.credentialId)).toMatchObject({ lastUsedAt: 1234 })
  })

  it('is rejected for an unknown passkey', async () => {
    const { passkeys } = await testPasskeys()

    await expect(passkeys.recordUse(Uint8Array.of(1), 0)).rejects.toThrow('no such passkey')
  })
})

describe('the changes of a signal', () => {
  it('are saved in one write', async () => {
    const home = memoryHome()
    const { passkeys } = await home.openVault()
    const [one, two] = [keptPasskey(), keptPasskey()]
    for (const passkey of [one, two]) await passkeys.add(passkey, PRIVATE_KEY)
    home.files.reset()
    const before = { userName: one.userName, userDisplayName: one.userDisplayName }
    const rename = {
      at: 5,
      by: 'page',
      origin: 'https://example.org',
      entryId: null,
      before,
      after: grace,
    } as const
    const renames = [rename]

    await applyChanges(passkeys, [
      { passkeyId: one.credentialId, set: { ...grace, renames } },
      { passkeyId: two.credentialId, set: { hidden: { at: 5, because: 'unknown' } } },
    ])

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect(passkeys.find(one.credentialId)).toEqual({ ...one, ...grace, renames })
    expect(passkeys.find(two.credentialId)).toMatchObject({ hidden: { because: 'unknown' } })
  })

  it('add up when they change one passkey twice', async () => {
    const { passkeys } = await testPasskeys()
    const passkey = keptPasskey()
    await passkeys.add(passkey, PRIVATE_KEY)

    await applyChanges(passkeys, [
      { passkeyId: passkey.credentialId, set: grace },
      { passkeyId: passkey.credentialId, set: { hidden: null } },
    ])

    expect(passkeys.find(passkey.credentialId)).toMatchObject(grace)
  })

  it('skip a passkey that no longer exists', async () => {
    const { passkeys } = await testPasskeys()

    await applyChanges(passkeys, [{ passkeyId: Uint8Array.of(1), set: grace }])

    expect(passkeys.list()).toEqual([])
  })
})

describe('the user', () => {
  it('deletes a passkey and restores it unchanged', async () => {
    const { passkeys, passkey } = await onePasskey()

    await passkeys.trash(passkey.credentialId, 'deleted')
    expect(passkeys.find(passkey.credentialId)).toBeUndefined()
    expect(passkeys.listByRp(passkey.rpId)).toEqual([])

    await passkeys.restore(passkey.credentialId)
    expect(passkeys.listByRp(passkey.rpId)).toEqual([passkey])
    expect(Buffer.from(passkeys.privateKey(passkey.credentialId))).toEqual(Buffer.from(PRIVATE_KEY))
    await expect(passkeys.restore(passkey.credentialId)).rejects.toThrow('no longer in the trash')
  })

  it('cannot restore a passkey while its account has a newer passkey', async () => {
    const { passkeys, passkey } = await onePasskey()
    const newer = keptPasskey({ userHandle: passkey.userHandle })
    await passkeys.add(newer, PRIVATE_KEY)

    await expect(passkeys.restore(passkey.credentialId)).rejects.toThrow('newer passkey')

    expect(passkeys.list()).toEqual([newer])
    await passkeys.trash(newer.credentialId, 'deleted')
    await passkeys.restore(passkey.credentialId)
    expect(passkeys.list()).toEqual([passkey])
  })
})

describe('the trash', () => {
  it('keeps a passkey when the clock jumps', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const passkey = keptPasskey()
    await vault.passkeys.add(passkey, PRIVATE_KEY)
    await vault.passkeys.trash(passkey.credentialId, 'deleted')
    await vault.close()
    home.clock.jump(400 * DAY)
    await (await home.openVault()).close()
    home.clock.jump(-400 * DAY)

    const { passkeys } = await home.openVault()
    await passkeys.restore(passkey.credentialId)

    expect(passkeys.list()).toEqual([passkey])
    expect(Buffer.from(passkeys.privateKey(passkey.credentialId))).toEqual(Buffer.from(PRIVATE_KEY))
  })
})

/** An open vault in memory. */
async function testPasskeys(): Promise<{ passkeys: Passkeys }> {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  return { passkeys: vault.passkeys }
}

/** An open vault in memory, with one passkey. */
async function onePasskey() {
  const { passkeys } = await testPasskeys()
  const passkey = keptPasskey()
  await passkeys.add(passkey, PRIVATE_KEY)
  return { passkeys, passkey }
}
