/** The browser client that a session plays: the part that Latchkey itself decides. The rest is in the page's script. */
import { expect, it } from 'vitest'
import { DrivenSession } from '../../support/driven-session'

const session = DrivenSession.forEachTest()

const play = (client: string) => session.send('POST', 'settings', { client })

/** The session's own authenticator is a platform authenticator. */
const SECURITY_KEY = {
  authenticatorSelection: { authenticatorAttachment: 'cross-platform' },
  timeout: 60_000,
}

it.each(['chromium', 'firefox'])('waits if no authenticator fits, as %s', async (client) => {
  await play(client)
  const page = await session.page()
  const asked = page.create('ada', SECURITY_KEY)
  await session.wait({ event: 'ceremonyStarted' })
  await session.value('POST', 'clock', { advance: 59_999 })
  expect(await session.value('GET', 'activity')).toEqual([])
  await session.value('POST', 'clock', { advance: 1 })

  expect(await asked).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  const reason = expect.stringMatching(/^no authenticator could answer \(.+\) within 60 seconds$/)
  expect(await session.value('GET', 'activity')).toMatchObject([{ outcome: 'refused', reason }])
})

it('makes the passkey on an authenticator that is added while it waits', async () => {
  await play('chromium')
  const page = await session.page()
  const asked = page.create('ada', SECURITY_KEY)
  await session.wait({ event: 'ceremonyStarted' })
  await session.webauthn('POST', '', { protocol: 'ctap2', transport: 'usb', hasResidentKey: true })

  expect(await asked).toMatchObject({ t: 'result' })
})

it('says that the user did not answer, if an authenticator came and asked', async () => {
  await play('chromium')
  await session.value('POST', 'consent', { action: 'never' })
  const page = await session.page()
  const asked = page.create('ada', SECURITY_KEY)
  await session.wait({ event: 'ceremonyStarted' })
  await session.webauthn('POST', '', { protocol: 'ctap2', transport: 'usb', hasResidentKey: true })
  await session.wait({ event: 'ceremonyWaiting' })
  await session.value('POST', 'clock', { advance: 60_000 })

  expect(await asked).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  const reason = 'the user did not answer within 60 seconds'
  expect(await session.value('GET', 'activity')).toMatchObject([{ outcome: 'refused', reason }])
})

it('withdraws the question if the authenticator that asked is gone', async () => {
  await play('chromium')
  await session.value('POST', 'consent', { action: 'never' })
  const page = await session.page()
  const asked = page.create('ada', SECURITY_KEY)
  await session.wait({ event: 'ceremonyStarted' })
  const key = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true }
  const internal = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
  await session.webauthn('POST', '', internal)
  const { value: id } = await session.webauthn('POST', '', key)
  await session.wait({ event: 'ceremonyWaiting' })
  await session.webauthn('DELETE', `/${String(id)}`)
  await session.value('POST', 'clock', { advance: 60_000 })

  expect(await asked).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  expect(await session.value('GET', 'activity')).toMatchObject([
    { outcome: 'refused', reason: expect.stringMatching(/^no authenticator could answer/) },
  ])
})

it('refuses at once if no authenticator fits, by default', async () => {
  const page = await session.page()

  expect(await page.create('ada', SECURITY_KEY)).toMatchObject({
    t: 'error',
    name: 'NotAllowedError',
  })
})

it('answers at once if a passkey is excluded, whatever the client', async () => {
  await play('firefox')
  const page = await session.page()
  const id = await page.make('ada')

  const excludeCredentials = [{ type: 'public-key', id }]
  expect(await page.create('ada', { excludeCredentials })).toMatchObject({
    t: 'error',
    name: 'InvalidStateError',
  })
})

it('is one of three', async () => {
  expect(await play('safari')).toMatchObject({ status: 400 })
  expect(await session.value('GET', 'settings')).toMatchObject({ client: 'latchkey' })
})
