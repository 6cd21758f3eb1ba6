/** Two devices change the same passkey before they sync. */
import { describe, expect, it } from 'vitest'
import { deviceCommands, signIn } from '../../support/device-commands'
import { DrivenSession, renamed, type SessionPage } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const { add, use, sync, names, overridden } = deviceCommands(session)

describe('a conflict', () => {
  async function twoDevices(): Promise<{ page: SessionPage; id: string }> {
    const page = await session.page()
    const id = await page.make('ada')
    await add({ syncAfter: 'by-hand' })
    await sync()
    return { page, id }
  }

  it('between two names is won by the later one, for each name separately', async () => {
    const { page, id } = await twoDevices()
    await page.signal(renamed('ada', 'first', 'ONE'))
    await use('device-2')
    await session.value('POST', `passkeys/${id}/rename`, { userName: 'second' })

    await sync()

    const both = { userName: 'second', userDisplayName: 'ONE' }
    expect(await session.passkeys()).toMatchObject([{ ...both, edited: { userName: 'ada' } }])
    await use('device-1')
    expect(await session.passkeys()).toMatchObject([both])
    expect(await overridden()).toEqual([
      { passkeyId: id, of: 'another-device', what: 'userName', by: 'later-change', lost: 'first' },
    ])
    expect(await session.value('GET', 'activity')).toContainEqual(
      expect.objectContaining({
        kind: 'device',
        device: 'device-2',
        reason:
          'device-2 synced: it sent changes of 1 passkey and received changes of 1 passkey; a later change overrode another device’s user name',
      }),
    )
  })

  it('of a deletion and an earlier new name ends with the deletion', async () => {
    const { page, id } = await twoDevices()
    await page.signal(renamed('ada', 'renamed', 'ADA'))
    await use('device-2')
    await session.value('DELETE', `passkeys/${id}`)

    await sync()

    expect(await names()).toEqual([])
    await use('device-1')
    expect(await names()).toEqual([])
    expect(await overridden()).toEqual([
      { passkeyId: id, of: 'another-device', what: 'userName', by: 'deletion', lost: 'renamed' },
    ])
  })

  it('of a new name and a later deletion keeps the name for a passkey that is restored', async () => {
    const { page, id } = await twoDevices()
    await use('device-2')
    await page.signal(renamed('ada', 'renamed', 'ADA'))
    await use('device-1')
    await session.value('DELETE', `passkeys/${id}`)
    await sync()
    expect(await names()).toEqual([])

    await session.value('POST', `passkeys/${id}/restore`, {})
    await sync()

    expect(await names()).toEqual(['renamed'])
    await use('device-2')
    expect(await names()).toEqual(['renamed'])
  })

  it('of a deletion and a later new name ends with the new name', async () => {
    const { page, id } = await twoDevices()
    await session.value('DELETE', `passkeys/${id}`)
    await use('device-2')
    await page.signal(renamed('ada', 'renamed', 'ADA'))

    await sync()

    expect(await names()).toEqual(['renamed'])
    await use('device-1')
    expect(await names()).toEqual(['renamed'])
    expect(await signIn(page)).toBe(id)
    expect(await overridden()).toEqual([
      { passkeyId: id, of: 'another-device', what: 'deleted', by: 'later-change', lost: null },
    ])
  })

  it('of two new passkeys of one account is won by the newer one', async () => {
    const page = await session.page()
    await add({ syncAfter: 'by-hand' })
    const older = await page.make('ada')
    await use('device-2')
    const newer = await page.make('ada')

    await sync()

    expect((await session.passkeys()).map(({ id }) => id)).toEqual([newer])
    await use('device-1')
    expect((await session.passkeys()).map(({ id }) => id)).toEqual([newer])
    expect(await session.value('GET', 'trash')).toMatchObject([
      { passkey: { id: older }, because: 'A newer passkey of this account replaced it.' },
    ])
    expect(await overridden()).toEqual([
      { passkeyId: older, of: 'another-device', what: 'added', by: 'newer-passkey', lost: null },
    ])
  })
})
