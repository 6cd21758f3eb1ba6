/** A vault gets a new master key, and may be stopped during the change. */
import { describe, expect, it } from 'vitest'
import type { Vault } from '../../../src/main/vault/vault'
import { keptPasskey, PRIVATE_KEY } from '../../support/kept-passkey'
import { expectWhole, keychainWorld, makeCode, reopened } from '../../support/sealed-vault'
import { random } from '../../support/vault-home'

const NEW = 'battery staple'

describe('a new master key', () => {
  it('opens the vault, and the old key still opens the generation before', async () => {
    const world = await keychainWorld()
    const [old = ''] = world.home.keychain.keys()

    await world.vault.ways.renewKey()

    expect(world.home.keychain.keys()).toHaveLength(2)
    await expectWhole(world.vault, world)
    const vault = await reopened(world)
    expect(vault.state.state).toBe('open')
    await vault.close()
    const previous = await world.home.read('vault.pkv.1')
    const oldKey = world.home.keychain.items.get(old) ?? ''
    world.home.keychain.items.clear()
    world.home.keychain.items.set(old, oldKey)
    const locked = world.home.vault()
    await locked.open()
    expect(locked.state).toMatchObject({ state: 'locked', reason: 'key-missing' })
    await locked.close()
    await world.home.write(previous)
    await world.home.remove('vault.witness')
    // The first opening says that the witness is missing.
    await (await world.home.openVault()).close()
    await expectWhole(await world.home.openVault(), world)
  })

  it('keeps changes that were only in memory, and changes during the rewrite', async () => {
    const world = await keychainWorld()
    const { vault, kept } = world
    await vault.passkeys.recordUse(kept.credentialId, 123)
    const added = keptPasskey()

    const [, , root] = await Promise.all([
      vault.ways.renewKey(),
      vault.passkeys.add(added, PRIVATE_KEY),
      vault.attestationRoots.keep({
        privateKey: Uint8Array.of(9),
        certificate: Uint8Array.of(4),
        notBefore: 0,
      }),
    ])
    await vault.passkeys.recordUse(kept.credentialId, 456)

    expect(root.privateKey).toEqual(Uint8Array.of(1, 2, 3))
    const again = await reopened(world)
    await expectWhole(again, world)
    expect(again.passkeys.find(kept.credentialId)?.lastUsedAt).toBe(456)
    expect(Uint8Array.from(again.passkeys.privateKey(added.credentialId))).toEqual(
      Uint8Array.from(PRIVATE_KEY),
    )
  })

  it('keeps the recovery code valid, without knowing the code', async () => {
    const world = await keychainWorld()
    const code = await makeCode(world.vault)
    await world.vault.ways.renewKey()
    world.home.keychain.items.clear()
    const vault = await reopened(world)
    await vault.close()
    world.home.keychain.items.clear()
    const again = world.home.vault()
    await again.open()
    await again.unlockWithRecoveryCode(code)
    await expectWhole(again, world)
  })

  it('is not made if the keychain does not accept it', async () => {
    const world = await keychainWorld()
    const file = await world.home.read()
    world.home.keychain.mood = 'locked'

    await expect(world.vault.ways.renewKey()).rejects.toThrow(
      'The keychain does not open: it is locked',
    )

    world.home.keychain.mood = 'open'
    expect(await world.home.read()).toEqual(file)
    await expectWhole(world.vault, world)
  })

  it('is not made for a vault in memory or one that is locked', async () => {
    const { vault } = await keychainWorld()
    await vault.lock()
    await expect(vault.ways.renewKey()).rejects.toThrow('No vault with a key is open.')
  })
})

it.each([
  ['renewKey', (vault: Vault) => vault.ways.renewKey()],
  [
    'keepRecoveryCode',
    async (vault: Vault) => {
      const code = await vault.ways.makeRecoveryCode()
      await vault.ways.keepRecoveryCode(code.slice(-5))
    },
  ],
] as const)(
  '%s, stopped at any call to the disk, leaves a vault that opens whole',
  { timeout: 60_000 },
  async (_name, change) => {
    for (let dead = 0; ; dead++) {
      const world = await keychainWorld()
      const { home, vault } = world
      home.files.reset()
      home.files.fault = ({ number }) => (number >= dead ? { code: 'EIO' } : undefined)
      await change(vault).catch(() => {})
      const made = home.files.calls.length

      // The process is gone, and the disk works again.
      home.files.reset()
      const next = home.vault({ pid: 2, identify: async (pid) => (pid === 2 ? 'runs' : null) })
      await next.open()
      await expectWhole(next, world)
      await next.close()
      if (made <= dead) break
    }
  },
)

it('stopped on its way to a passphrase, opens with the key or with the passphrase', async () => {
  const opened: string[] = []
  for (const stopAt of ['rename', 'syncFolder'] as const) {
    const world = await keychainWorld()
    const { files } = world.home
    let renames = 0
    files.fault = ({ call, path }) => {
      if (call === 'rename' && path === world.home.file) renames++
      const dead = renames > 0 && (stopAt === 'rename' || call === 'syncFolder')
      return dead ? { code: 'EIO' } : undefined
    }
    await world.vault.ways.setPassphrase(NEW).catch(() => {})
    files.reset()
    const next = world.home.vault({ pid: 2, identify: async (pid) => (pid === 2 ? '2' : null) })
    await next.open()
    opened.push(next.state.state === 'open' ? 'key' : 'passphrase')
    if (next.state.state === 'locked') await next.unlockWithPassphrase(NEW)
    await expectWhole(next, world)
    await next.close()
  }
  expect(opened).toEqual(['key', 'passphrase'])
})

it('says that a change may be undone by a power cut if the disk does not confirm it', async () => {
  const world = await keychainWorld()
  world.home.files.fault = ({ call }) => (call === 'syncFolder' ? { code: 'EIO' } : undefined)

  await expect(world.vault.ways.renewKey()).rejects.toThrow('the disk did not confirm it')

  world.home.files.reset()
  await world.vault.passkeys.add(keptPasskey(), random.bytes(32))
  await expectWhole(await reopened(world), world)
})
