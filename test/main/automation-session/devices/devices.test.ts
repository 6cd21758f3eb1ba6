import { describe, expect, it, vi } from 'vitest'
import { systemRandom } from '../../../../src/main/platform/random'
import { DevicesOfTest } from '../../../support/devices-of-test'

const BOTH = ['device-1', 'device-2'] as const

describe('a sync', () => {
  it('works after a device wrote a blob and deleted the passkey, and another device renamed it later', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    const [a, b] = BOTH
    await test.take({ do: 'make', device: b, user: 'ada' })
    await test.devices.sync()
    await test.take({ do: 'offline', device: a })
    await test.take({ do: 'writeBlob', device: a, pick: 0 })
    await test.take({ do: 'trash', device: a, pick: 0 })
    await test.take({ do: 'rename', device: b, pick: 0 })
    await test.take({ do: 'sync', device: b })

    await test.syncAll()

    expect(test.faults).toEqual([])
    const [first = {}, second] = test.contents()
    expect(Object.values(first)).toMatchObject([{ largeBlob: 'name 2', userName: 'name 4' }])
    expect(second).toEqual(first)
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('of all devices carries such a blob from the last device to those before it', async () => {
    const test = await DevicesOfTest.start(systemRandom)
    const [first, last] = ['device-1', 'device-3']
    await test.take({ do: 'make', device: first, user: 'ada' })
    await test.take({ do: 'sync', device: last })
    await test.take({ do: 'writeBlob', device: last, pick: 0 })
    await test.take({ do: 'trash', device: last, pick: 0 })
    await test.take({ do: 'rename', device: first, pick: 0 })

    await test.syncAll()

    for (const contents of test.contents())
      expect(Object.values(contents)).toMatchObject([{ largeBlob: 'name 2', userName: 'name 4' }])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('brings back a passkey that the device deleted for good with the blob of the account', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    const [a, b] = BOTH
    await test.take({ do: 'make', device: b, user: 'ada' })
    await test.devices.sync()
    await test.take({ do: 'offline', device: a })
    await test.take({ do: 'writeBlob', device: a, pick: 0 })
    await test.take({ do: 'trash', device: a, pick: 0 })
    const passkeys = test.passkeysOf(a)
    await passkeys.deleteForever(passkeys.listTrash().map(({ passkey }) => passkey.credentialId))
    await test.take({ do: 'rename', device: b, pick: 0 })

    await test.syncAll()

    expect(test.faults).toEqual([])
    expect(passkeys.list()).toMatchObject([{ userName: 'name 4' }])
    expect(passkeys.list()).toMatchObject([{ extensions: { largeBlobBytes: 0 } }])
    expect(test.contents()[0]).toEqual(test.contents()[1])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  describe('that fails', () => {
    /** Two devices whose account accepts no changes. */
    const failing = (syncAfter: number | 'by-hand') =>
      DevicesOfTest.with(systemRandom, [{ syncAfter }], (devices) => ({
        newVault: async () => {
          const vault = await devices.newVault()
          vi.spyOn(vault.passkeys, 'takeOver').mockRejectedValue(new Error('The account is full.'))
          return vault
        },
      }))

    it('rejects if a test asked for it', async () => {
      const test = await failing('by-hand')
      await test.take({ do: 'make', device: 'device-2', user: 'ada' })

      await expect(test.devices.sync('device-2')).rejects.toThrow(
        'The device “device-2” could not sync: The account is full.',
      )

      expect(test.faults).toMatchObject([{ message: 'The account is full.' }])
      await test.close()
    })

    it('is a fault if its time has come', async () => {
      const test = await failing(0)

      await test.take({ do: 'make', device: 'device-2', user: 'ada' })

      expect(test.faults).toMatchObject([{ message: 'The account is full.' }])
      await test.close()
    })
  })
})

it('never reads the whole trash when passkeys go, and passes on why they went', async () => {
  const test = await DevicesOfTest.with(systemRandom, [{}])
  for (const user of ['ada', 'grace', 'edith'])
    await test.take({ do: 'make', device: 'device-2', user })
  const passkeys = test.passkeysOf('device-2')
  const listTrash = vi.spyOn(passkeys, 'listTrash')

  const ids = passkeys.list().map(({ credentialId }) => credentialId)
  await passkeys.trashAll(ids, 'The test deleted them.')
  await test.devices.settled()

  expect(listTrash).not.toHaveBeenCalled()
  const trash = test.passkeysOf('device-1').listTrash()
  expect(trash.map(({ because }) => because)).toEqual(ids.map(() => 'The test deleted them.'))
  await test.close()
})

it('has one account, even when two devices are added at the same time', async () => {
  let vaults = 0
  const test = await DevicesOfTest.with(systemRandom, [], (devices) => ({
    newVault: () => {
      vaults++
      return devices.newVault()
    },
  }))

  await Promise.all([test.devices.add({}), test.devices.add({})])

  expect(test.devices.list().map(({ id }) => id)).toEqual(['device-1', 'device-2', 'device-3'])
  expect(vaults).toBe(1)
  await test.close()
})

it('closes the authenticators of lost devices, except the first one, which has the record', async () => {
  const test = await DevicesOfTest.with(systemRandom, [{}, {}])
  const [first, second] = [test.passkeysOf('device-1'), test.passkeysOf('device-2')]
  test.devices.use('device-3')

  await test.devices.lose('device-1')
  await test.devices.lose('device-2')

  expect(test.devices.others().map(({ passkeys }) => passkeys)).toEqual([first])
  expect(first.list()).toEqual([])
  expect(() => second.list()).toThrow('locked')
  await test.close()
})
