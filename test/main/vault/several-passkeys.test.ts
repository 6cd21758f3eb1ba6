import { describe, expect, it } from 'vitest'
import { memoryVault } from '../../../src/main/vault/memory-vault'
import type { NewPasskey } from '../../../src/main/vault/new-passkey'
import type { Passkeys } from '../../../src/main/vault/passkeys'
import type { Passkey } from '../../../src/main/webauthn/authenticator/ports'
import { applyChanges } from '../../support/apply-changes'
import { FakeClock } from '../../support/fake-clock'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { memoryHome, random } from '../../support/vault-home'

describe('several passkeys', () => {
  const several = (...all: Passkey[]): NewPasskey[] =>
    all.map((passkey) => ({ passkey, privateKey: PRIVATE_KEY, secrets: {} }))

  it('are added in one write', async () => {
    const home = memoryHome()
    const { passkeys } = await home.openVault()
    const older = keptPasskey()
    await passkeys.add(older, PRIVATE_KEY)
    home.files.reset()

    const newer = keptPasskey({ userHandle: older.userHandle })
    const other = keptPasskey()
    await passkeys.addAll(several(newer, other))

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect(passkeys.listByRp('example.org')).toEqual([other, newer])
    expect(passkeys.listTrash().map(({ passkey }) => passkey)).toEqual([older])
  })

  it.each<[string, (kept: Passkey, trashed: Passkey) => Passkey[], string]>([
    ['a kept passkey', (kept) => [keptPasskey(), kept], 'a passkey with this id already exists'],
    [
      'a trashed passkey',
      (_kept, trashed) => [keptPasskey(), trashed],
      'the trash holds a passkey with this id',
    ],
    [
      'another in the list',
      () => {
        const one = keptPasskey()
        return [one, { ...one, userHandle: Uint8Array.of(8) }]
      },
      'a passkey with this id already exists',
    ],
    [
      'another in the list, by account',
      () => {
        const { userHandle } = keptPasskey()
        return [keptPasskey({ userHandle }), keptPasskey({ userHandle })]
      },
      'another discoverable passkey of this account',
    ],
  ])('are not added when one collides with %s', async (_what, listed, because) => {
    const passkeys = await testPasskeys()
    const [kept, trashed] = [keptPasskey(), keptPasskey()]
    await passkeys.addAll(several(kept, trashed))
    await passkeys.trash(trashed.credentialId, 'deleted')

    await expect(passkeys.addAll(several(...listed(kept, trashed)))).rejects.toMatchObject({
      index: 1,
      because: expect.stringContaining(because) as string,
    })
    expect(passkeys.list()).toEqual([kept])
    expect(passkeys.listTrash()).toHaveLength(1)
  })

  it('replace trashed passkeys with the same ids on request', async () => {
    const passkeys = await testPasskeys()
    const one = keptPasskey()
    await passkeys.add(one, PRIVATE_KEY)
    await passkeys.trash(one.credentialId, 'deleted')

    await passkeys.addAll(several(one), 'is deleted for good')

    expect(passkeys.list()).toEqual([one])
    expect(passkeys.listTrash()).toEqual([])
  })

  it('go to the trash in one write, or stay when one id is unknown', async () => {
    const home = memoryHome()
    const { passkeys } = await home.openVault()
    const [one, two] = [keptPasskey(), keptPasskey()]
    await passkeys.addAll(several(one, two))
    home.files.reset()

    await expect(
      passkeys.trashAll([one.credentialId, Uint8Array.of(1)], 'deleted'),
    ).rejects.toThrow('no such passkey')
    expect(home.files.calls).toEqual([])
    await passkeys.trashAll(
      [one, two, one].map(({ credentialId }) => credentialId),
      'deleted',
    )

    expect(home.files.calls).toEqual(['write', 'syncData'])
    expect(passkeys.listTrash()).toHaveLength(2)
  })

  it('replace all other passkeys and the trash, in one write or not at all', async () => {
    const home = memoryHome()
    const vault = await home.openVault()
    const [one, two, three] = [keptPasskey(), keptPasskey(), keptPasskey()]
    await vault.passkeys.addAll(several(one, two))
    await applyChanges(
      vault.passkeys,
      [{ passkeyId: two.credentialId, trash: { because: 'unknown', by: 'entry' } }],
      {
        id: 'entry',
        undo: {
          origin: two.origin,
          rpId: two.rpId,
          passkeys: [{ passkeyId: two.credentialId, deleted: true }],
        },
      },
    )
    const before = await home.read()
    await expect(vault.passkeys.replaceAll(several(three, three))).rejects.toMatchObject({
      index: 1,
    })
    expect(Buffer.compare(await home.read(), before)).toBe(0)
    home.files.reset()

    // The new list contains a kept passkey again, after a new passkey.
    const again = { ...one, userName: 'again' }
    await vault.passkeys.replaceAll(several(three, again))

    expect(home.files.calls).toEqual(['write', 'syncData'])
    await vault.close()
    const { passkeys } = await home.openVault()
    expect(passkeys.listByRp('example.org')).toEqual([again, three])
    expect(passkeys.list()).toEqual([three, again])
    expect(passkeys.listTrash()).toEqual([])
    expect(passkeys.undoNote('entry')).toBeUndefined()
  })
})

async function testPasskeys(): Promise<Passkeys> {
  const vault = memoryVault(new FakeClock(), random)
  await vault.open()
  return vault.passkeys
}
