/** A session whose device has no authenticator at all, until the driver adds one. */
import { expect, it } from 'vitest'
import { DrivenSession, idOf } from '../../support/driven-session'
import { pkcs8 } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()

const INTERNAL = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
const NOTHING = {
  conditionalCreate: false,
  conditionalGet: false,
  hybridTransport: false,
  passkeyPlatformAuthenticator: false,
  userVerifyingPlatformAuthenticator: false,
}
const CREDENTIAL = {
  credentialId: 'AQID',
  isResidentCredential: true,
  rpId: 'localhost',
  privateKey: pkcs8('P-256'),
  userHandle: 'CQ',
  signCount: 0,
}

const make = (platformAuthenticator: 'available' | 'unavailable') =>
  session.value('POST', 'settings', { platformAuthenticator })

it('has no capability that needs an authenticator', async () => {
  const page = await session.page()
  await make('unavailable')
  expect(await page.capabilities()).toMatchObject({ capabilities: NOTHING })

  await session.webauthn('POST', '', INTERNAL)
  expect(await page.capabilities()).toMatchObject({
    capabilities: { ...NOTHING, conditionalCreate: true, conditionalGet: true },
  })
})

it('refuses a ceremony at its time-out, without a question, and the record says why', async () => {
  const page = await session.page()
  await make('unavailable')
  const created = page.create('ada', { timeout: 90_000 })
  await session.wait({ event: 'ceremonyStarted' })
  await session.value('POST', 'clock', { advance: 90_000 })

  expect(await created).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  const reason = 'no authenticator was available within 90 seconds'
  expect(await session.value('GET', 'activity')).toMatchObject([{ outcome: 'refused', reason }])
  expect(await session.wait({ event: ['ceremonyWaiting', 'ceremonyFinished'] })).toMatchObject({
    type: 'ceremonyFinished',
    reason,
  })
})

it.each(['create', 'get'] as const)(
  'carries out a pending %s() on an authenticator that is added later',
  async (ceremony) => {
    const page = await session.page()
    const passkeyId = await page.make('ada')
    await make('unavailable')
    const asked = page[ceremony]()
    await session.wait({ event: 'ceremonyStarted', where: { ceremony }, since: 1 })
    await (ceremony === 'get' ? make('available') : session.webauthn('POST', '', INTERNAL))

    if (ceremony === 'get') expect(idOf(await asked)).toBe(passkeyId)
    else expect(idOf(await asked)).not.toBe(passkeyId)
  },
)

it('withdraws the question when the platform authenticator is removed while the user is asked', async () => {
  const page = await session.page()
  await session.value('POST', 'consent', { action: 'never', times: 1 })
  const created = page.create()
  await session.wait({ event: 'ceremonyWaiting' })
  await make('unavailable')
  await make('available')

  expect(idOf(await created)).not.toBe('')
})

it('has no passkeys to list, export or import into', async () => {
  await session.value('POST', 'credentials/webdriver', { credentials: [CREDENTIAL] })
  await make('unavailable')

  expect(await session.passkeys()).toEqual([])
  expect(await session.value('GET', 'credentials/webdriver')).toEqual([])
  expect(
    await session.send('POST', 'credentials/webdriver', {
      credentials: [{ ...CREDENTIAL, credentialId: 'AQIE' }],
    }),
  ).toMatchObject({
    status: 400,
    value: {
      error: 'invalid argument',
      message: expect.stringMatching(/no authenticator: add one/) as unknown,
    },
  })
})

it('keeps its passkeys in a snapshot, and a fork has the setting', async () => {
  await session.value('POST', 'credentials/webdriver', { credentials: [CREDENTIAL] })
  await make('unavailable')
  const { sessionId } = await session.value<{ sessionId: string }>('POST', 'fork', {})
  expect(await session.passkeys(sessionId)).toEqual([])
  await session.value('POST', 'settings', { platformAuthenticator: 'available' }, sessionId)

  expect(await session.passkeys(sessionId)).toHaveLength(1)
})
