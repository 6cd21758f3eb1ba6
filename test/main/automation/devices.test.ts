/** When a second device of an account gets the passkeys of the first one. */
import { describe, expect, it } from 'vitest'
import { deviceCommands, signIn } from '../../support/device-commands'
import { DrivenSession, handleOf, idOf, renamed } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const { add, use, sync, change, devices, advance, names } = deviceCommands(session)

describe('a second device', () => {
  it('offers a passkey of the first one once its lag is over', async () => {
    const page = await session.page()
    await add({ id: 'phone', syncAfter: 30 })
    const id = await page.make('ada')

    await use('phone')
    expect(await signIn(page)).toBe('NotAllowedError')
    await advance(29)
    expect(await signIn(page)).toBe('NotAllowedError')
    await advance(1)

    expect(await signIn(page)).toBe(id)
    expect(await session.wait({ event: 'deviceSynced', where: { device: 'phone' } })).toMatchObject(
      {
        received: [{ passkeyId: id, what: ['added'] }],
        sent: [],
        overridden: [],
      },
    )
  })

  it('gets the passkeys that there are, and keeps to itself what waits for its lag', async () => {
    const page = await session.page()
    await page.make('ada')
    expect(await add({ syncAfter: 'by-hand' })).toEqual({
      id: 'device-2',
      inUse: false,
      online: true,
      syncAfter: 'by-hand',
      counters: 'synced',
      profile: 'latchkey',
      passkeys: 0,
      pending: 1,
    })

    expect(await sync()).toMatchObject([
      { id: 'device-1', inUse: true, passkeys: 1, pending: 0 },
      { id: 'device-2', inUse: false, passkeys: 1, pending: 0 },
    ])
    await use('device-2')
    await page.make('grace')
    expect(await devices()).toMatchObject([{ passkeys: 1 }, { passkeys: 2, pending: 1 }])
    await use('device-1')
    expect(await names()).toEqual(['ada'])
    await session.value('POST', 'devices/device-2/sync', {})
    expect(await names()).toEqual(['grace', 'ada'])
  })

  it('shows the old name until it has synced', async () => {
    const page = await session.page()
    await page.make('ada')
    await add({ syncAfter: 5 })
    await advance(5)
    await page.signal(renamed('ada', 'ada@example.org'))

    await use('device-2')
    expect(await names()).toEqual(['ada'])
    await advance(5)
    expect(await names()).toEqual(['ada@example.org'])
  })

  it('hides and deletes what another device hid and deleted', async () => {
    const page = await session.page()
    const ada = await page.make('ada')
    const grace = await page.make('grace')
    await add({ syncAfter: 'by-hand' })
    await sync()
    await page.signal({
      kind: 'unknownCredential',
      options: { rpId: 'localhost', credentialId: ada },
    })
    await session.value('DELETE', `passkeys/${grace}`)

    await sync()
    await use('device-2')

    expect(await session.passkeys()).toMatchObject([
      { id: ada, hidden: { because: expect.stringContaining('localhost') as string } },
    ])
    expect(await session.value('GET', 'trash')).toMatchObject([
      { passkey: { id: grace }, because: 'The test deleted it.' },
    ])
    await session.value('POST', `passkeys/${grace}/restore`, {})
    await sync()
    await use('device-1')
    expect(await names()).toEqual(['grace', 'ada'])
  })

  it('waits while it is offline', async () => {
    const page = await session.page()
    await add({ syncAfter: 0 })
    await change('device-2', { online: false })
    await page.make('ada')
    await advance(100)
    expect(await devices()).toMatchObject([{ pending: 0 }, { online: false, pending: 1 }])
    await sync()
    expect(await devices()).toMatchObject([{ pending: 0 }, { online: false, pending: 1 }])
    expect(await session.send('POST', 'devices/device-2/sync', {})).toMatchObject({
      status: 500,
      value: { message: 'The device “device-2” is offline.' },
    })

    await change('device-2', { online: true })

    expect(await devices()).toMatchObject([
      { pending: 0 },
      { online: true, pending: 0, passkeys: 1 },
    ])
  })

  it('waits for the first one, if that one is offline', async () => {
    const page = await session.page()
    await change('device-1', { online: false })
    await page.make('ada')

    expect(await add()).toMatchObject({ passkeys: 0, pending: 0 })
    await change('device-1', { online: true })

    expect(await devices()).toMatchObject([{ pending: 0 }, { passkeys: 1 }])
  })

  it('adds the lags of two devices up, in one movement of the clock', async () => {
    const page = await session.page()
    await session.value('POST', 'clock', { stopped: true })
    await change('device-1', { syncAfter: 10 })
    await add({ syncAfter: 20 })
    await page.make('ada')

    await advance(29)
    expect(await devices()).toMatchObject([{ pending: 0 }, { passkeys: 0, pending: 1 }])
    await advance(1)
    expect(await devices()).toMatchObject([{ pending: 0 }, { passkeys: 1, pending: 0 }])
    await page.make('grace')
    await advance(60)
    expect(await devices()).toMatchObject([{ pending: 0 }, { passkeys: 2, pending: 0 }])
  })

  it('accepts a waiting offer as soon as the passkey arrives', async () => {
    const page = await session.page()
    await add({ syncAfter: 'by-hand' })
    const id = await page.make('ada')
    await use('device-2')
    await session.value('POST', 'consent', { action: 'approve', choose: { userName: 'ada' } })
    const offer = page.get({}, 'conditional')

    await session.value('POST', 'sync', {})

    expect(idOf(await offer)).toBe(id)
  })
})

it('is one device at first, which takes no part in anything', async () => {
  const page = await session.page()
  await page.make('ada')
  await use('device-1')

  expect(await devices()).toEqual([
    {
      id: 'device-1',
      inUse: true,
      online: true,
      syncAfter: 0,
      counters: 'synced',
      profile: 'latchkey',
      passkeys: 1,
      pending: 0,
    },
  ])
  expect(handleOf('ada')).toBe((await session.passkeys())[0]?.userHandle)
})
