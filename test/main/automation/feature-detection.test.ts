/** What a page learns about the authenticators that a test driver adds, changes and removes. */
import { expect, it } from 'vitest'
import { DrivenSession, type SessionPage } from '../../support/driven-session'

const session = DrivenSession.forEachTest()

const INTERNAL = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
const U2F = { protocol: 'ctap1/u2f', transport: 'usb' }

const add = async (configuration: object) =>
  (await session.webauthn('POST', '', configuration)).value as string

async function available(page: SessionPage) {
  const answer = await page.capabilities()
  if (answer.t !== 'capabilities') throw new Error(JSON.stringify(answer))
  const { userVerifyingPlatformAuthenticator, conditionalGet } = answer.capabilities
  return { verifying: userVerifyingPlatformAuthenticator, autofill: conditionalGet }
}

it('follows the authenticators that are there at that moment', async () => {
  const page = await session.page()
  expect(await available(page)).toEqual({ verifying: true, autofill: true })

  const key = await add(U2F)
  expect(await available(page)).toEqual({ verifying: false, autofill: false })

  const internal = await add(INTERNAL)
  expect(await available(page)).toEqual({ verifying: false, autofill: true })

  await add({ ...INTERNAL, hasUserVerification: true })
  expect(await available(page)).toEqual({ verifying: true, autofill: true })

  await session.webauthn('DELETE', `/${key}`)
  await session.webauthn('DELETE', `/${internal}`)
  expect(await available(page)).toEqual({ verifying: true, autofill: true })
})
