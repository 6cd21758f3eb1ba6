/** A new key, and then damage: each way back opens with the key with which its file was sealed. */
import { describe, expect, it } from 'vitest'
import {
  expectWhole,
  keychainWorld,
  makeCode,
  PASSPHRASE,
  passphraseWorld,
  reopened,
} from '../../support/sealed-vault'

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

describe('after a backup from before the recovery code was restored', () => {
  it('the vault has no code, gets a new one, and opens with that', async () => {
    const world = await keychainWorld()
    const { vault, home } = world
    await makeCode(vault)

    await vault.rescue.restore('vault.pkv.1')
    expect(vault.ways.state.recoveryCode).toBe(false)
    const code = await makeCode(vault)
    await vault.close()

    home.keychain.items.clear()
    const again = home.vault()
    await again.open()
    await again.unlockWithRecoveryCode(code)
    expect(again.state).toMatchObject({ state: 'open', readOnly: null })
  })
})

describe('a vault that the recovery code opened', () => {
  it('still takes a new passphrase without the forgotten one after a backup was restored', async () => {
    const world = await passphraseWorld()
    const code = await makeCode(world.vault, PASSPHRASE)
    const vault = await reopened(world)
    await vault.unlockWithRecoveryCode(code)

    await vault.rescue.restore('vault.pkv.1')

    expect(vault.state).toMatchObject({ state: 'open', sealedBy: 'passphrase' })
    expect(vault.ways.state.passphraseDue).toBe(true)
    await vault.ways.setPassphrase('battery staple')
    await expectWhole(vault, world)
  })
})
