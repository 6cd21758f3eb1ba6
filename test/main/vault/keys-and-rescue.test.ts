/** A new key, and then damage: the ways back open with the key that each file was sealed with. */
import { describe, expect, it } from 'vitest'
import { expectWhole, keychainWorld, makeCode, reopened } from '../../support/sealed-vault'

describe('after a new master key', () => {
  it('the generation before can be restored, and that can be undone', async () => {
    const world = await keychainWorld()
    const { vault } = world
    await vault.ways.renewKey()

    await vault.rescue.restore('vault.pkv.1')
    expect(vault.state).toMatchObject({ state: 'open', readOnly: null })
    await expectWhole(vault, world)
    await vault.passkeys.trash(world.trashed.credentialId, 'It is no longer needed.')

    await vault.rescue.undo()
    await expectWhole(vault, world)
    const again = await reopened(world)
    expect(again.state).toMatchObject({ state: 'open', readOnly: null, warning: null })
  })

  it('the second copy of the header is the new one', async () => {
    const world = await keychainWorld()
    await world.vault.ways.renewKey()
    await world.vault.close()
    const bytes = await world.home.read()
    bytes[20]! ^= 1
    await world.home.write(bytes)

    const vault = world.home.vault()
    await vault.open()

    expect(vault.state).toMatchObject({ state: 'open', readOnly: null })
    expect(vault.passkeys.list()).toHaveLength(1)
  })

  it('a recovery code opens a vault whose header is damaged', async () => {
    const world = await keychainWorld()
    const code = await makeCode(world.vault)
    await world.vault.close()
    const bytes = await world.home.read()
    bytes[20]! ^= 1
    await world.home.write(bytes)
    world.home.keychain.items.clear()
    const vault = world.home.vault()
    await vault.open()

    await vault.unlockWithRecoveryCode(code)

    expect(vault.state).toMatchObject({ state: 'open', readOnly: null })
    expect(vault.passkeys.list()).toHaveLength(1)
  })
})
