/** Lost devices, and the facts that the session returns about devices. */
import { describe, expect, it } from 'vitest'
import type { ActivityEntry } from '../../../src/shared/activity'
import { deviceCommands, signIn } from '../../support/device-commands'
import { DrivenSession, renamed } from '../../support/driven-session'
import { failure, INVALID } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()
const { add, use, sync, devices, play, names } = deviceCommands(session)

describe('a lost device', () => {
  it('loses what was not synced and what was device-bound', async () => {
    const page = await session.page()
    await page.make('ada')
    await add({ id: 'phone', syncAfter: 'by-hand' })
    await sync()
    await use('phone')
    await page.make('grace')
    await page.signal(renamed('ada', 'renamed'))
    await play('keepassxc-2.7.11')
    await page.create('edith', { challenge: Buffer.alloc(32).toString('base64url') })
    await use('device-1')

    const lost = {
      passkeys: [
        { rpId: 'localhost', userName: 'grace', deviceBound: false },
        { rpId: 'localhost', userName: 'edith', deviceBound: true },
      ],
      changes: 1,
    }
    expect(await session.value('DELETE', 'devices/phone')).toMatchObject(lost)

    expect(await session.wait({ event: 'deviceLost' })).toMatchObject({ device: 'phone', ...lost })
    expect(await devices()).toMatchObject([{ id: 'device-1', passkeys: 1, pending: 0 }])
    expect(await names()).toEqual(['ada'])
    expect(await add({ id: 'phone' })).toMatchObject({ passkeys: 1 })
  })

  it('can be the first one, whose record stays', async () => {
    const page = await session.page()
    const id = await page.make('ada')
    await add({ id: 'new-phone' })
    await use('new-phone')
    await session.value('DELETE', 'devices/device-1')

    expect(await signIn(page)).toBe(id)
    expect(await devices()).toMatchObject([{ id: 'new-phone', inUse: true, passkeys: 1 }])
    expect(await session.value('GET', 'activity')).toMatchObject([
      { kind: 'get' },
      {
        kind: 'device',
        device: 'device-1',
        reason:
          'device-1 was lost, and with it 0 passkeys and 0 other changes that no other device has',
      },
      { kind: 'device', device: 'new-phone' },
      { kind: 'create' },
    ])
  })

  it('is not the one in use', async () => {
    expect(await session.send('DELETE', 'devices/device-1')).toMatchObject({
      status: 500,
      value: { message: 'The session has only this device. First add another one, and use it.' },
    })
    await add()
    expect(await session.send('DELETE', 'devices/device-1')).toMatchObject({
      status: 500,
      value: { message: 'This device is in use. First use another one.' },
    })
  })
})

describe('the events and the record', () => {
  it('name the device, if there are several', async () => {
    const page = await session.page()
    await page.make('ada')
    expect(await session.wait({ event: 'passkeyAdded' })).not.toHaveProperty('device')
    await add()
    await page.make('grace')
    await use('device-2')
    await page.create('grace', { excludeCredentials: [] })

    expect(
      await session.wait({ event: 'ceremonyFinished', where: { device: 'device-2' } }),
    ).toMatchObject({ outcome: 'done' })
    expect(
      await session.wait({ event: 'passkeyAdded', where: { device: 'device-2' } }),
    ).toMatchObject({ authenticatorId: null })
    const record = await session.value<ActivityEntry[]>('GET', 'activity')
    const ceremonies = record.filter(({ kind }) => kind === 'create')
    expect(ceremonies.map(({ device }) => device)).toEqual(['device-2', 'device-1', undefined])
  })
})

describe('a snapshot', () => {
  it('is of one device, and refused for several', async () => {
    const page = await session.page()
    await page.make('ada')
    const snapshot = await session.value('GET', 'snapshot')
    await add({ id: 'phone' })
    const refusal = (message: string) => ({
      status: 500,
      value: {
        error: 'unsupported operation',
        message: expect.stringContaining(message) as string,
      },
    })

    expect(await session.send('GET', 'snapshot')).toMatchObject(
      refusal('A snapshot has the passkeys of one device, and this session has 2.'),
    )
    expect(await session.send('POST', 'fork', {})).toMatchObject(refusal('one device'))
    await page.make('grace')
    expect(await session.send('POST', 'restore', { snapshot })).toMatchObject(
      refusal('A snapshot is restored on one device, and this session has 2.'),
    )
    expect(await names()).toEqual(['grace', 'ada'])

    await session.value('DELETE', 'devices/phone')
    await session.value('POST', 'restore', { snapshot })
    expect(await names()).toEqual(['ada'])
    expect(await add({ id: 'tablet' })).toMatchObject({ passkeys: 1 })
  })
})

describe('what makes no sense', () => {
  it.each([
    ['an unknown device', 'POST', 'devices/x/use', {}, 'the session has no device “x”'],
    ['an unknown device', 'POST', 'devices/x', { online: true }, 'the session has no device “x”'],
    ['an unknown device', 'POST', 'devices/x/sync', {}, 'the session has no device “x”'],
    ['an unknown device', 'DELETE', 'devices/x', undefined, 'the session has no device “x”'],
    ['a known id', 'POST', 'devices', { id: 'device-1' }, 'has a device “device-1” already'],
    ['an id with a space', 'POST', 'devices', { id: 'my phone' }, 'up to 64 letters'],
    [
      'a negative lag',
      'POST',
      'devices',
      { syncAfter: -1 },
      'a number of seconds from 0 to a year',
    ],
    ['a lag in words', 'POST', 'devices', { syncAfter: 'soon' }, 'a number of seconds'],
    ['an unknown profile', 'POST', 'devices', { profile: 'acme' }, 'there is no profile “acme”'],
  ])('is refused: %s', async (_what, method, path, body, why) => {
    const answer = await session.send(method, path, body)

    expect(answer).toMatchObject(INVALID)
    expect(answer).toMatchObject({ value: { message: expect.stringContaining(why) as string } })
  })

  it('is refused: a seventeenth device', async () => {
    for (let count = 2; count <= 16; count++) await add()

    expect(await session.send('POST', 'devices', {})).toMatchObject(failure('unknown error', 500))
    expect(await devices()).toHaveLength(16)
  })
})
