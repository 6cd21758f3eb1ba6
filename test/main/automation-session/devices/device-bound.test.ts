/** A device-bound passkey and a synced passkey of one account on one device. */
import { describe, expect, it } from 'vitest'
import { systemRandom } from '../../../../src/main/platform/random'
import type { Passkey } from '../../../../src/main/webauthn/authenticator/ports'
import { encodeBase64Url } from '../../../../src/shared/base64url'
import type { OverriddenChange } from '../../../../src/shared/device'
import { DevicesOfTest, type Step } from '../../../support/devices-of-test'

const PHONE = 'device-1'
const LAPTOP = 'device-2'

const SYNCED: Step = { do: 'make', device: PHONE, user: 'ada' }
const BOUND: Step = { do: 'make', device: LAPTOP, user: 'ada', deviceBound: true }

describe('a device-bound passkey that replaces a synced one on its device', () => {
  /** The phone has a synced passkey. The laptop had it, too, before it got a device-bound one. */
  async function displaced(syncAfter: number | 'by-hand' = 'by-hand'): Promise<DevicesOfTest> {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter }])
    await test.take(SYNCED)
    await test.devices.sync()
    await test.take(BOUND)
    return test
  }

  it('replaces it there, and nowhere else', async () => {
    const test = await displaced()
    const [synced] = idsOn(test, PHONE)

    await test.devices.sync()
    await test.devices.add({ id: 'tablet' })

    expect(idsOn(test, PHONE)).toEqual([synced])
    expect(idsOn(test, 'tablet')).toEqual([synced])
    expect(idsOn(test, LAPTOP)).toHaveLength(1)
    expect(idsOn(test, LAPTOP)).not.toContain(synced)
    expect(trashOn(test, LAPTOP)).toEqual([synced])
    expect(overridden(test)).toEqual([])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('replaces it there even after the lag of a sync', async () => {
    const test = await displaced(30)

    await test.take({ do: 'advance', seconds: 60 })

    expect(idsOn(test, PHONE)).toHaveLength(1)
    expect(trashOn(test, LAPTOP)).toEqual(idsOn(test, PHONE))
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('returns the synced one to the device, in its current form, once it is deleted', async () => {
    const test = await displaced()
    await test.take({ do: 'rename', device: PHONE, pick: 0 })
    await test.devices.sync()
    await test.take({ do: 'trash', device: LAPTOP, pick: 0 })

    await test.devices.sync()

    expect(test.passkeysOf(LAPTOP).list()).toMatchObject([{ userName: 'name 3' }])
    expect(test.contents()[1]).toEqual(test.contents()[0])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('lets the user restore it once it is deleted, even if another device had deleted that', async () => {
    const test = await displaced()
    await test.take({ do: 'offline', device: LAPTOP })
    await test.take({ do: 'rename', device: PHONE, pick: 0 })
    await test.take({ do: 'trash', device: PHONE, pick: 0 })
    await test.take({ do: 'trash', device: LAPTOP, pick: 0 })
    // The newest in the trash is the device-bound one.
    await test.take({ do: 'restore', device: LAPTOP, pick: 1 })

    await test.syncAll()

    expect(test.passkeysOf(LAPTOP).list()).toMatchObject([{ userName: 'name 3' }])
    expect(test.contents()[1]).toEqual(test.contents()[0])
    await test.close()
  })

  it('gives it back as the account has it if the trash was emptied', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    await test.take(SYNCED)
    await test.devices.sync()
    await test.take({ do: 'writeBlob', device: LAPTOP, pick: 0 })
    await test.take(BOUND)
    const passkeys = test.passkeysOf(LAPTOP)
    await passkeys.deleteForever(passkeys.listTrash().map(({ passkey }) => passkey.credentialId))
    await test.take({ do: 'trash', device: LAPTOP, pick: 0 })

    await test.devices.sync()

    expect(passkeys.list()).toMatchObject([{ extensions: { largeBlobBytes: 0 } }])
    expect(test.contents()[1]).toEqual(test.contents()[0])
    expect(test.faults).toEqual([])
    await test.close()
  })

  it('does not give back one that another device has deleted', async () => {
    const test = await displaced()
    await test.take({ do: 'trash', device: PHONE, pick: 0 })
    await test.devices.sync()
    await test.take({ do: 'trash', device: LAPTOP, pick: 0 })

    await test.devices.sync()

    expect(idsOn(test, LAPTOP)).toEqual([])
    expect(idsOn(test, PHONE)).toEqual([])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('lets the device send the names that it had given before', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    await test.take(SYNCED)
    await test.devices.sync()
    await test.take({ do: 'rename', device: LAPTOP, pick: 0 })
    await test.take(BOUND)

    await test.devices.sync()

    expect(test.passkeysOf(PHONE).list()).toMatchObject([{ userName: 'name 2' }])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('sends a large blob that it had written before, once the synced one is back', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    await test.take(SYNCED)
    await test.devices.sync()
    await test.take({ do: 'writeBlob', device: LAPTOP, pick: 0 })
    await test.take(BOUND)
    await test.devices.sync()
    expect(test.pending()).toBe(0)
    await test.take({ do: 'trash', device: LAPTOP, pick: 0 })

    await test.devices.sync()

    for (const contents of test.contents())
      expect(Object.values(contents)).toMatchObject([{ largeBlob: 'name 2' }])
    await test.close()
  })

  it('does not report the replaced passkey’s blob as having won over another one', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    await test.take(SYNCED)
    await test.devices.sync()
    await test.take({ do: 'offline', device: PHONE })
    await test.take({ do: 'writeBlob', device: PHONE, pick: 0 })
    await test.take({ do: 'writeBlob', device: LAPTOP, pick: 0 })
    await test.take(BOUND)

    await test.syncAll()

    expect(overridden(test)).toEqual([])
    expect(Object.values(test.contents()[0] ?? {})).toMatchObject([{ largeBlob: 'name 2' }])
    await test.close()
  })

  it('ends one that had never been synced', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    await test.take({ ...SYNCED, device: LAPTOP })
    await test.take(BOUND)

    await test.devices.sync()

    expect(idsOn(test, PHONE)).toEqual([])
    expect(idsOn(test, LAPTOP)).toHaveLength(1)
    expect(test.faults).toEqual([])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('leaves the account its synced one when the device is lost', async () => {
    const test = await displaced()
    const [bound] = idsOn(test, LAPTOP)

    expect(await test.devices.lose(LAPTOP)).toMatchObject({
      passkeys: [{ passkeyId: bound, deviceBound: true }],
      changes: 0,
    })

    await test.devices.sync()
    expect(idsOn(test, PHONE)).toHaveLength(1)
    expect(test.account.list().map(idOf)).toEqual(idsOn(test, PHONE))
    await test.close()
  })

  it('is replaced by a synced one that is made there later, which reaches all devices', async () => {
    const test = await displaced()
    await test.take({ ...SYNCED, device: LAPTOP })
    const newest = idsOn(test, LAPTOP)

    await test.devices.sync()

    expect(newest).toHaveLength(1)
    expect(idsOn(test, LAPTOP)).toEqual(newest)
    expect(idsOn(test, PHONE)).toEqual(newest)
    expect(test.pending()).toBe(0)
    await test.close()
  })
})

describe('a device-bound passkey beside a synced one of another device', () => {
  async function withBoth(first: 'synced' | 'device-bound'): Promise<DevicesOfTest> {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    await test.devices.change(PHONE, { syncAfter: 'by-hand' })
    for (const step of first === 'synced' ? [SYNCED, BOUND] : [BOUND, SYNCED]) await test.take(step)
    return test
  }

  it('replaces an older synced one of its account only on its own device', async () => {
    const test = await withBoth('synced')
    const [onPhone, onLaptop] = [idsOn(test, PHONE), idsOn(test, LAPTOP)]

    await test.devices.sync()
    await test.devices.sync()

    expect(idsOn(test, PHONE)).toEqual(onPhone)
    expect(idsOn(test, LAPTOP)).toEqual(onLaptop)
    expect(overridden(test)).toEqual([])
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('makes room for the synced one once it is deleted', async () => {
    const test = await withBoth('synced')
    await test.devices.sync()

    await test.take({ do: 'trash', device: LAPTOP, pick: 0 })
    await test.devices.sync()

    expect(idsOn(test, LAPTOP)).toEqual(idsOn(test, PHONE))
    await test.close()
  })

  it('stays when another device brings an older synced one back', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{ syncAfter: 'by-hand' }])
    await test.take(SYNCED)
    await test.devices.sync()
    await test.take(BOUND)
    await test.take({ do: 'rename', device: PHONE, pick: 0 })
    const [onPhone, onLaptop] = [idsOn(test, PHONE), idsOn(test, LAPTOP)]

    await test.devices.sync()

    expect(idsOn(test, PHONE)).toEqual(onPhone)
    expect(idsOn(test, LAPTOP)).toEqual(onLaptop)
    expect(test.pending()).toBe(0)
    await test.close()
  })

  it('is replaced by a newer synced one, and the sync says so', async () => {
    const test = await withBoth('device-bound')
    const [bound] = idsOn(test, LAPTOP)

    await test.devices.sync()

    expect(idsOn(test, LAPTOP)).toEqual(idsOn(test, PHONE))
    expect(overridden(test)).toEqual([
      { passkeyId: bound, of: 'this-device', what: 'added', by: 'newer-passkey', lost: null },
    ])
    await test.close()
  })

  it('waits for no sync while syncs are at once', async () => {
    const test = await DevicesOfTest.with(systemRandom, [{}])
    await test.take({ do: 'offline', device: LAPTOP })
    await test.take(SYNCED)
    await test.take(BOUND)
    const onPhone = idsOn(test, PHONE)

    await test.take({ do: 'online', device: LAPTOP })

    expect(idsOn(test, PHONE)).toEqual(onPhone)
    expect(test.pending()).toBe(0)
    await test.close()
  })
})

function idsOn(test: DevicesOfTest, device: string): string[] {
  return test.passkeysOf(device).list().map(idOf)
}

function trashOn(test: DevicesOfTest, device: string): string[] {
  return test
    .passkeysOf(device)
    .listTrash()
    .map(({ passkey }) => idOf(passkey))
}

function overridden({ events }: DevicesOfTest): OverriddenChange[] {
  return events.flatMap((event) => (event.type === 'deviceSynced' ? event.overridden : []))
}

function idOf({ credentialId }: Passkey): string {
  return encodeBase64Url(credentialId)
}
