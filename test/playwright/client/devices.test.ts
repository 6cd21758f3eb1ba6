/** Several devices of one account, with the client's methods. */
import { expect, it } from 'vitest'
import { clientSessionForEachTest } from '../../support/client-session'

const session = clientSessionForEachTest()

it('adds a device, switches to it, and syncs', async () => {
  const { passkeys, world } = session
  const page = await world.page()
  const id = await page.make('ana')

  expect(await passkeys.addDevice({ syncAfter: 'by-hand', profile: 'bitwarden' })).toMatchObject({
    id: 'device-2',
    profile: 'bitwarden',
    pending: 1,
  })
  await passkeys.useDevice('device-2')
  expect(await passkeys.list()).toEqual([])
  expect(await passkeys.sync('device-2')).toMatchObject([{ inUse: false }, { inUse: true }])
  expect(await passkeys.list()).toMatchObject([{ id }])
  const { received } = await passkeys.waitFor('deviceSynced', { where: { device: 'device-2' } })
  expect(received).toEqual([{ passkeyId: id, what: ['added'] }])
})

it('takes a device offline, and lets it sync after other times', async () => {
  const { passkeys, world } = session
  const page = await world.page()
  await passkeys.addDevice()
  expect(await passkeys.setDevice('device-2', { online: false })).toMatchObject({ online: false })
  await page.make('ana')
  await passkeys.sync()
  expect(await passkeys.devices()).toMatchObject([{ passkeys: 1 }, { passkeys: 0, pending: 1 }])
  await passkeys.setDevice('device-2', { online: true, syncAfter: 5 })
  await passkeys.setClock({ advance: 5000 })

  expect(await passkeys.devices()).toMatchObject([{ passkeys: 1 }, { passkeys: 1, pending: 0 }])
})

it('loses a device, and says what is lost with it', async () => {
  const { passkeys, world } = session
  const page = await world.page()
  await passkeys.addDevice({ id: 'phone', syncAfter: 'by-hand' })
  await passkeys.useDevice('phone')
  const passkeyId = await page.make('ana')
  await passkeys.useDevice('device-1')

  expect(await passkeys.loseDevice('phone')).toEqual({
    passkeys: [{ passkeyId, rpId: 'localhost', userName: 'ana', deviceBound: false }],
    changes: 0,
  })
  expect(await passkeys.devices()).toHaveLength(1)
  await expect(passkeys.useDevice('phone')).rejects.toMatchObject({
    code: 'invalid argument',
    message: 'the session has no device “phone”',
  })
})
