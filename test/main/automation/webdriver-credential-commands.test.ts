import { describe, expect, it } from 'vitest'
import { INVALID, RESIDENT, resident, WebDriverSession } from '../../support/webdriver-session'

const session = WebDriverSession.forEachTest()

describe('the other commands on credentials', () => {
  it('remove one credential or all', async () => {
    const path = await session.add()
    for (const [credentialId, userHandle] of [
      ['AAAA', 'AA'],
      ['BBBB', 'AQ'],
      ['CCCC', 'Ag'],
    ])
      await session.send('POST', `${path}/credential`, { ...resident, credentialId, userHandle })
    const ids = async () =>
      (
        (await session.send('GET', `${path}/credentials`)).value as readonly {
          credentialId: string
        }[]
      ).map(({ credentialId }) => credentialId)

    expect(await session.send('DELETE', `${path}/credentials/BBBB`)).toEqual({
      status: 200,
      value: null,
    })
    expect(await ids()).toEqual(['AAAA', 'CCCC'])
    expect(await session.send('DELETE', `${path}/credentials/BBBB`)).toMatchObject(INVALID)
    expect(await session.send('DELETE', `${path}/credentials`)).toEqual({
      status: 200,
      value: null,
    })
    expect(await ids()).toEqual([])
  })

  it('set whether the user is verified', async () => {
    const path = await session.add({ ...RESIDENT, hasUserVerification: true })
    expect(await session.send('POST', `${path}/uv`, { isUserVerified: true, extra: 1 })).toEqual({
      status: 200,
      value: null,
    })

    expect(session.described?.userVerification).toBe('succeeds')
  })

  it.each([undefined, {}, { isUserVerified: 'true' }, { isUserVerified: null }])(
    'refuse %j as a user verification',
    async (body) => {
      expect(await session.send('POST', `${await session.add()}/uv`, body)).toMatchObject(INVALID)
    },
  )

  it('set each property of a credential separately', async () => {
    const path = await session.add()
    await session.send('POST', `${path}/credential`, resident)
    const props = `${path}/credentials/AQID/props`
    const now = async () => (await session.send('GET', `${path}/credentials`)).value

    await session.send('POST', props, { backupEligibility: true })
    await session.send('POST', props, { backupState: true })
    expect(await now()).toMatchObject([
      { backupEligibility: true, backupState: true, signCount: 7 },
    ])
    await session.send('POST', props, { signCount: 9 })
    expect(await now()).toMatchObject([{ backupState: true, signCount: 9 }])
    await session.send('POST', props, { signCount: null })
    expect(await now()).toMatchObject([{ signCount: null }])
  })

  it.each([
    ['no body', undefined],
    ['a flag that is text', { backupState: 'true' }],
    ['a counter below 0', { signCount: -1 }],
    ['a counter that is a fraction', { signCount: 1.5 }],
  ])('refuse %s as properties', async (_what, body) => {
    const path = await session.add()
    await session.send('POST', `${path}/credential`, resident)

    expect(await session.send('POST', `${path}/credentials/AQID/props`, body)).toMatchObject(
      INVALID,
    )
  })

  it('refuse an unknown credential', async () => {
    const path = await session.add()

    for (const id of ['AQID', '%20', '*', 'A'.repeat(2000)])
      expect(await session.send('POST', `${path}/credentials/${id}/props`, {})).toMatchObject(
        INVALID,
      )
  })
})
