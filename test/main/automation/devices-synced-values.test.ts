/** The values that devices of one account sync, and those that stay on a device. */
import { describe, expect, it } from 'vitest'
import type { ActivityEntry } from '../../../src/shared/activity'
import { deviceCommands, signIn } from '../../support/device-commands'
import { DrivenSession, idOf, renamed, type SessionPage } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const { add, use, sync, devices, play, names, overridden } = deviceCommands(session)

describe('a device', () => {
  it('keeps a device-bound passkey to itself', async () => {
    const page = await session.page()
    await add()
    await play('windows-hello-2026')
    await page.create('ada', { pubKeyCredParams: [{ type: 'public-key', alg: -257 }] })
    await sync()

    expect(await devices()).toMatchObject([
      { passkeys: 1, pending: 0 },
      { passkeys: 0, pending: 0 },
    ])
  })

  it('plays its own provider', async () => {
    await add({ profile: 'icloud-iphone' })
    await play('gpm-desktop')
    await use('device-2')
    expect(await session.value('GET', 'settings')).toMatchObject({ profile: 'icloud-iphone' })
    expect(await session.value('GET', 'policy')).toMatchObject({ policy: 'apple' })
    await play('icloud-2022')
    await use('device-1')

    expect(await devices()).toMatchObject([{ profile: 'gpm-desktop' }, { profile: 'icloud-2022' }])
    expect(await session.value('GET', 'settings')).toMatchObject({ profile: 'gpm-desktop' })
  })

  it('has what extensions keep with a passkey, and the blob that was written last', async () => {
    const page = await session.page()
    const prf = { eval: { first: 'AQID' } }
    const extensions = { prf, largeBlob: { support: 'required' } }
    const id = idOf(await page.create('ada', { extensions }))
    await add({ syncAfter: 'by-hand' })
    await sync()
    const ask = async (asked: object) => {
      const allowCredentials = [{ type: 'public-key', id }]
      const answer = await page.get({ allowCredentials, extensions: asked })
      return answer.t === 'result' ? answer.credential?.clientExtensionResults : answer
    }
    const secrets = await ask({ prf })
    await ask({ largeBlob: { write: 'YmxvYg' } })

    await use('device-2')

    expect(secrets).toMatchObject({ prf: { results: { first: expect.any(String) as string } } })
    expect(await ask({ prf })).toEqual(secrets)
    expect(await ask({ largeBlob: { read: true } })).toEqual({ largeBlob: {} })
    await sync()
    expect(await ask({ largeBlob: { read: true } })).toEqual({ largeBlob: { blob: 'YmxvYg' } })
    expect(await ask({ prf })).toEqual(secrets)
  })

  it('lists passkeys in the order in which they were made, wherever that was', async () => {
    const page = await session.page()
    await add({ syncAfter: 'by-hand' })
    await page.make('ada')
    await use('device-2')
    await page.make('grace')
    await use('device-1')
    await page.make('edith')
    await sync()

    expect(await names()).toEqual(['edith', 'grace', 'ada'])
    await use('device-2')
    expect(await names()).toEqual(['edith', 'grace', 'ada'])
  })

  it('has the history of the names that it has had', async () => {
    const page = await session.page()
    await page.make('ada')
    await add({ syncAfter: 'by-hand' })
    await sync()
    await page.signal(renamed('ada', 'first', 'ADA'))
    await use('device-2')
    session.clock.advance(10)
    await page.signal(renamed('ada', 'second', 'ADA'))
    await sync()
    const history = async () =>
      (await session.passkeys()).flatMap(({ renames }) =>
        renames.map(({ after }) => after.userName),
      )

    expect(await history()).toEqual(['second'])
    await use('device-1')
    expect(await history()).toEqual(['second', 'first'])
  })

  it('does not undo what a signal did on another one, and says which one can', async () => {
    const page = await session.page()
    await page.make('ada')
    await add()
    await page.signal(renamed('ada', 'renamed'))
    await use('device-2')
    const [signal] = await session.value<ActivityEntry[]>('GET', 'signals')

    expect(await session.send('POST', `signals/${signal?.id}/undo`, {})).toMatchObject({
      status: 500,
      value: {
        message:
          'This signal came to the device “device-1”. Use this device, then undo the signal.',
      },
    })
    await use('device-1')
    await session.value('POST', `signals/${signal?.id}/undo`, {})
    await use('device-2')
    expect(await names()).toEqual(['ada'])
  })

  it('makes the same keys and ids in every run with one seed', async () => {
    const runs: string[][] = []
    for (let run = 0; run < 2; run++) {
      session.id = await session.open()
      await session.value('POST', 'seed', { seed: 'one' })
      const page = await session.page()
      await add()
      await page.make('ada')
      await use('device-2')
      await page.make('grace')
      runs.push((await session.passkeys()).map(({ id }) => id))
    }

    expect(runs[0]).toHaveLength(2)
    expect(runs[1]).toEqual(runs[0])
  })

  it('is updated separately', async () => {
    const page = await session.page()
    await page.make('ada')
    await add()
    await session.value('POST', 'provider/update', { profile: 'keepassxc-2.7.11' })
    const flags = async () =>
      (await session.passkeys()).map(({ backupEligible, backedUp }) => [backupEligible, backedUp])

    expect(await flags()).toEqual([[false, false]])
    await sync()
    await use('device-2')
    expect(await flags()).toEqual([[true, true]])
  })
})

describe('counters', () => {
  const signCounts = async () => (await session.passkeys()).map(({ signCount }) => signCount)

  async function countingPasskey(): Promise<SessionPage> {
    const page = await session.page()
    await page.make('ada')
    const [credential] = await session.value<object[]>('GET', 'credentials/webdriver')
    const [passkey] = await session.passkeys()
    await session.value('DELETE', `passkeys/${passkey?.id}`)
    await session.value('POST', 'credentials/webdriver', {
      credentials: [{ ...credential, signCount: 5 }],
    })
    await play('bitwarden')
    return page
  }

  it('go back for the relying party while a sync waits', async () => {
    const page = await countingPasskey()
    await add({ syncAfter: 'by-hand' })
    await sync()
    await signIn(page)
    expect(await signCounts()).toEqual([6])
    await use('device-2')
    expect(await signCounts()).toEqual([5])
    await sync()
    expect(await signCounts()).toEqual([6])
  })

  it('have the value of the last use after a conflict, though it is lower', async () => {
    const page = await countingPasskey()
    await add({ syncAfter: 'by-hand' })
    await sync()
    await use('device-2')
    await signIn(page)
    await signIn(page)
    await use('device-1')
    await signIn(page)
    await sync()

    expect(await signCounts()).toEqual([6])
    expect(await overridden()).toMatchObject([
      { of: 'this-device', what: 'signCount', by: 'later-change', lost: 7 },
    ])
  })

  it('stay a device’s own if the test says so', async () => {
    const page = await countingPasskey()
    await add({ counters: 'own' })
    await signIn(page)
    await signIn(page)
    await use('device-2')
    await sync()
    expect(await signCounts()).toEqual([5])
    await signIn(page)
    await sync()
    await use('device-1')
    expect(await signCounts()).toEqual([7])
  })
})
