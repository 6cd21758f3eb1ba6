import { describe, expect, it } from 'vitest'
import { failure, INVALID } from '../../support/webdriver-session'
import { DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const USB = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true }

describe('the passkeys of a session', () => {
  it('are listed with the fields of the window, newest first', async () => {
    const page = await session.page()
    const ada = await page.make('ada')
    session.clock.advance(1000)
    const ben = await page.make('ben')

    expect(await session.passkeys()).toMatchObject([
      { id: ben, authenticatorId: null, rpId: 'localhost', userName: 'ben', hidden: null },
      { id: ada, authenticatorId: null, userDisplayName: 'ADA', renames: [] },
    ])
    // Only the names of members: an id that is random may contain any letters.
    const members = JSON.stringify(await session.passkeys()).match(/"\w+":/g) ?? []
    expect(members).toContain('"userName":')
    expect(members.join()).not.toMatch(/key"|private|seal/i)
  })

  it('are listed newest first while the clock is stopped, for one authenticator or two', async () => {
    await session.value('POST', 'clock', { stopped: true })
    const page = await session.page()
    await page.make('ada')
    await page.make('ben')
    const names = async () => (await session.passkeys()).map(({ userName }) => userName)
    expect(await names()).toEqual(['ben', 'ada'])

    await session.webauthn('POST', '', USB)
    await page.make('cy')
    await page.make('dee')
    await session.webauthn('POST', '', { ...USB, transport: 'nfc' })
    expect(await names()).toEqual(['dee', 'cy'])
  })

  it('are listed with their authenticator', async () => {
    const { value: id } = await session.webauthn('POST', '', USB)
    await (await session.page()).make('ada')

    expect(await session.passkeys()).toMatchObject([{ authenticatorId: id, userName: 'ada' }])
  })

  it('are renamed, and the other name stays', async () => {
    const id = await (await session.page()).make('ada')
    await session.value('POST', `passkeys/${id}/rename`, { userName: 'mine' })

    expect(await session.passkeys()).toMatchObject([
      {
        userName: 'mine',
        userDisplayName: 'ADA',
        edited: { userName: 'ada', userDisplayName: null },
      },
    ])
  })

  it('follow their site again', async () => {
    const id = await (await session.page()).make('ada')
    await session.value('POST', `passkeys/${id}/rename`, { userName: 'mine', userDisplayName: 'M' })
    await session.value('POST', `passkeys/${id}/follow-site`)

    expect(await session.passkeys()).toMatchObject([
      { userName: 'ada', edited: { userName: null, userDisplayName: null } },
    ])
  })

  it('are hidden from pages, and shown again', async () => {
    const page = await session.page()
    const id = await page.make('ada')
    await session.value('POST', `passkeys/${id}/hide`, {})
    expect(await page.get()).toMatchObject({ t: 'error', name: 'NotAllowedError' })
    expect(await session.passkeys()).toMatchObject([{ hidden: { because: 'The test hid it.' } }])

    await session.value('POST', `passkeys/${id}/show`, {})
    expect(await page.get()).toMatchObject({ t: 'result', credential: { id } })
  })

  it('go to the trash and are restored', async () => {
    const page = await session.page()
    const id = await page.make('ada')
    await session.value('DELETE', `passkeys/${id}`)
    expect(await session.passkeys()).toEqual([])
    expect(await session.value('GET', 'trash')).toMatchObject([
      { passkey: { id }, because: 'The test deleted it.', keptForMs: 30 * 24 * 3_600_000 },
    ])

    await session.value('POST', `passkeys/${id}/restore`)
    expect(await page.get()).toMatchObject({ t: 'result', credential: { id } })
    expect(await session.value('GET', 'trash')).toEqual([])
  })

  it.each(['rename', 'follow-site', 'hide', 'show', 'restore'])(
    'are refused by %s for an unknown id',
    async (what) => {
      for (const id of ['AQID', 'not-base64url-=!', '%20'])
        expect(await session.send('POST', `passkeys/${id}/${what}`, {})).toMatchObject(INVALID)
    },
  )

  it('are refused for deletion with an unknown id', async () => {
    expect(await session.send('DELETE', 'passkeys/AQID')).toMatchObject(INVALID)
  })

  it('answer with the reason when they cannot be changed', async () => {
    const id = await (await session.page()).make('ada')

    expect(await session.send('POST', `passkeys/${id}/restore`)).toMatchObject({
      status: 500,
      value: { error: 'unknown error', message: 'This passkey is not in the trash.' },
    })
    await session.value('DELETE', `passkeys/${id}`)
    expect(await session.send('POST', `passkeys/${id}/hide`)).toMatchObject(
      failure('unknown error', 500),
    )
  })

  it.each([
    ['an invalid name', { userName: 5 }],
    ['an unknown member', { userName: 'a', colour: 'red' }],
    ['a name of more than 64 KiB', { userName: 'a'.repeat(65_537) }],
    ['no body', undefined],
  ])('keep their names for %s', async (_what, body) => {
    const id = await (await session.page()).make('ada')

    expect(await session.send('POST', `passkeys/${id}/rename`, body)).toMatchObject(INVALID)
    expect(await session.passkeys()).toMatchObject([{ userName: 'ada' }])
  })

  it('are not visible to another session', async () => {
    const id = await (await session.page()).make('ada')
    const other = await session.open()

    expect(await session.passkeys(other)).toEqual([])
    expect(await session.send('POST', `passkeys/${id}/hide`, {}, other)).toMatchObject(INVALID)
  })
})
