/** The keys that open a vault, and those that no longer do. */
import { describe, expect, it } from 'vitest'
import {
  expectWhole,
  keychainWorld,
  makeCode,
  PASSPHRASE as OLD,
  passphraseWorld,
  reopened,
  type World,
} from '../../support/sealed-vault'

const NEW = 'battery staple'

async function fileIsFreeOf({ home }: World, ...secrets: readonly string[]): Promise<void> {
  const bytes = await home.read()
  for (const secret of secrets) expect(bytes.includes(Buffer.from(secret))).toBe(false)
}

describe('a recovery code', () => {
  it('opens a vault whose key is gone, and puts the key back', async () => {
    const world = await keychainWorld()
    const code = await makeCode(world.vault)
    expect(world.vault.ways.state.recoveryCode).toBe(true)
    const keys = new Map(world.home.keychain.items)
    await world.vault.close()
    world.home.keychain.items.clear()
    const vault = world.home.vault()
    await vault.open()
    expect(vault.state).toMatchObject({
      state: 'locked',
      reason: 'key-missing',
      explanation: expect.stringContaining('The recovery code of this vault opens it'),
    })
    expect(vault.ways.state.recoveryCode).toBe(true)

    await vault.unlockWithRecoveryCode(code.toLowerCase())

    await expectWhole(vault, world)
    expect(world.home.keychain.items).toEqual(keys)
    expect(vault.ways.state).toMatchObject({
      passphraseDue: false,
      notice: { is: 'put-back' },
    })
    await vault.close()
    await fileIsFreeOf(world, code, code.replaceAll('-', ''))
  })

  it.each(['locked', 'missing'] as const)('opens a vault whose keychain is %s', async (mood) => {
    const world = await keychainWorld()
    const code = await makeCode(world.vault)
    world.home.keychain.mood = mood
    const vault = await reopened(world)

    await vault.unlockWithRecoveryCode(code)

    await expectWhole(vault, world)
  })

  it('opens a vault whose passphrase is forgotten, and lets the user choose another one', async () => {
    const world = await passphraseWorld()
    const code = await makeCode(world.vault, OLD)
    const vault = await reopened(world)

    await vault.unlockWithRecoveryCode(code)
    expect(vault.ways.state.passphraseDue).toBe(true)
    await vault.ways.setPassphrase(NEW)

    expect(vault.ways.state).toMatchObject({ passphraseDue: false, recoveryCode: true })
    await expect(vault.ways.setPassphrase(OLD)).rejects.toThrow('Enter the passphrase')
    const again = await reopened({ ...world, vault })
    await expect(again.unlockWithPassphrase(OLD)).rejects.toThrow('not the passphrase')
    await again.unlockWithPassphrase(NEW)
    await expectWhole(again, world)
    const third = await reopened({ ...world, vault: again })
    await third.unlockWithRecoveryCode(code)
    expect(third.state.state).toBe('open')
  })

  it('opens a vault that the user locked', async () => {
    const world = await keychainWorld()
    const code = await makeCode(world.vault)
    await world.vault.lock()
    await world.vault.unlockWithRecoveryCode(code)
    await expectWhole(world.vault, world)
  })

  it('is not valid before the user has proved that they have it', async () => {
    const world = await keychainWorld()
    const { ways } = world.vault
    const file = await world.home.read()
    const code = await ways.makeRecoveryCode()
    expect(ways.newRecoveryCode).toBe(code)
    const wrong = code.endsWith('00000') ? '11111' : '00000'

    await expect(ways.keepRecoveryCode(wrong)).rejects.toThrow('not the last group')

    expect(ways.state.recoveryCode).toBe(false)
    expect(await world.home.read()).toEqual(file)
    ways.cancelRecoveryCode()
    await expect(ways.keepRecoveryCode(code.slice(-5))).rejects.toThrow('no new recovery code')
    expect(() => ways.newRecoveryCode).toThrow('no new recovery code')
  })

  it('is forgotten when the vault is locked before the code is valid', async () => {
    const { vault } = await keychainWorld()
    const code = await vault.ways.makeRecoveryCode()
    await vault.lock()
    await vault.retry()
    await expect(vault.ways.keepRecoveryCode(code.slice(-5))).rejects.toThrow('no new recovery')
  })

  it('opens nothing once it was replaced or removed', async () => {
    const world = await keychainWorld()
    const first = await makeCode(world.vault)
    const second = await makeCode(world.vault)
    world.home.keychain.mood = 'locked'
    const vault = await reopened(world)
    await expect(vault.unlockWithRecoveryCode(first)).rejects.toThrow('or was replaced')
    expect(vault.state).toMatchObject({ reason: 'keychain-locked' })
    await vault.unlockWithRecoveryCode(second)
    await expect(vault.ways.removeRecoveryCode()).rejects.toThrow(
      'keychain does not open: it is locked',
    )
    world.home.keychain.mood = 'open'

    await vault.ways.removeRecoveryCode()

    expect(vault.ways.state.recoveryCode).toBe(false)
    await vault.lock()
    await expect(vault.unlockWithRecoveryCode(second)).rejects.toThrow('no recovery code')
    await vault.retry()
    await expectWhole(vault, world)
  })

  it('is distinguished from a typing error, and from the code of another vault', async () => {
    const world = await keychainWorld()
    const code = await makeCode(world.vault)
    await world.vault.lock()
    const { vault } = world
    const other = await keychainWorld()
    const ofOther = await makeCode(other.vault)
    const typo = `${code.slice(0, -1)}${code.endsWith('7') ? '8' : '7'}`

    await expect(vault.unlockWithRecoveryCode(typo)).rejects.toThrow('typing error')
    await expect(vault.unlockWithRecoveryCode(ofOther)).rejects.toThrow('another vault')

    expect(vault.state.state).toBe('locked-by-user')
  })

  it('does not open what does not wait for a key', async () => {
    const { vault } = await keychainWorld()
    await expect(vault.unlockWithRecoveryCode('')).rejects.toThrow('not waiting')
  })

  it('lets the vault be locked although the keychain lost the key', async () => {
    const world = await keychainWorld()
    const code = await makeCode(world.vault)
    world.home.keychain.items.clear()
    world.home.keychain.set = (account) =>
      account.startsWith('vault-key:') ? Promise.reject(new Error('full')) : Promise.resolve()
    world.home.keychain.get = () => Promise.resolve(null)

    await world.vault.lock()
    await world.vault.unlockWithRecoveryCode(code)

    expect(world.vault.state.state).toBe('open')
  })
})

describe('a passphrase', () => {
  it('is changed with the current passphrase', async () => {
    const world = await passphraseWorld()
    const { ways } = world.vault
    await expect(ways.setPassphrase(NEW, 'wrong')).rejects.toThrow('not the passphrase')
    await expect(ways.setPassphrase(NEW)).rejects.toThrow('Enter the passphrase')
    await expect(ways.setPassphrase('', OLD)).rejects.toThrow('is empty')

    await ways.setPassphrase(NEW, OLD)

    const vault = await reopened(world)
    await expect(vault.unlockWithPassphrase(OLD)).rejects.toThrow('not the passphrase')
    await vault.unlockWithPassphrase(NEW)
    await expectWhole(vault, world)
  })

  it('takes the place of the keychain, whose key opens the vault no longer', async () => {
    const world = await keychainWorld()

    await world.vault.ways.setPassphrase(NEW)

    expect(world.vault.state).toMatchObject({ sealedBy: 'passphrase' })
    const vault = await reopened(world)
    expect(vault.state).toMatchObject({ state: 'locked', reason: 'passphrase' })
    await vault.unlockWithPassphrase(NEW)
    await expectWhole(vault, world)
  })

  it('is replaced by the keychain, if that works', async () => {
    const world = await passphraseWorld()
    const { ways } = world.vault
    world.home.keychain.mood = 'locked'
    await expect(ways.useKeychain(OLD)).rejects.toThrow('keychain does not open: it is locked')
    world.home.keychain.mood = 'garbling'
    await expect(ways.useKeychain(OLD)).rejects.toThrow('did not return the key')
    world.home.keychain.mood = 'open'
    expect(world.vault.state).toMatchObject({ sealedBy: 'passphrase' })

    await ways.useKeychain(OLD)

    expect(world.vault.state).toMatchObject({ sealedBy: 'keychain' })
    await expectWhole(await reopened(world), world)
  })

  it('is asked for before a code is made or removed, or the key renewed', async () => {
    const { vault } = await passphraseWorld()
    const { ways } = vault
    await expect(ways.makeRecoveryCode('wrong')).rejects.toThrow('not the passphrase')
    await expect(ways.makeRecoveryCode()).rejects.toThrow('Enter the passphrase')
    await expect(ways.removeRecoveryCode()).rejects.toThrow('Enter the passphrase')
    await expect(ways.renewKey()).rejects.toThrow('Enter the passphrase')
  })
})
