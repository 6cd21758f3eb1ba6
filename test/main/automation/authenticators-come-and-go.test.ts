/** Authenticators that a test driver adds and removes while a page waits. */
import { describe, expect, it } from 'vitest'
import type { BridgeMessage } from '../../../src/shared/bridge-messages'
import { readAuthenticatorData } from '../../support/authenticator-answers'
import { handleOf, idOf, DrivenSession, type SessionPage } from '../../support/driven-session'
import { creationOptions, fromBase64url } from '../../support/webauthn-options'
import { pkcs8 } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()

const INTERNAL = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }

/** @returns its id. */
async function add(configuration: object = INTERNAL): Promise<string> {
  return (await session.webauthn('POST', '', configuration)).value as string
}

/** @returns the credential's id. */
async function addCredential(authenticator: string, name: string): Promise<string> {
  const credentialId = handleOf(`credential of ${name}`)
  await session.webauthn('POST', `/${authenticator}/credential`, {
    credentialId,
    isResidentCredential: true,
    rpId: 'localhost',
    privateKey: pkcs8('P-256'),
    userHandle: handleOf(name),
    signCount: 0,
  })
  return credentialId
}

const untilOffered = () => session.wait({ event: 'ceremonyWaiting', where: { question: 'offer' } })

async function pendingGet(page: SessionPage, fields = {}): Promise<Promise<BridgeMessage>[]> {
  const got = page.get(fields, 'conditional')
  await untilOffered()
  // In a list, so that the caller does not await the promise.
  return [got]
}

function isVerified(answer: BridgeMessage): boolean {
  if (answer.t !== 'result' || !answer.credential) throw new Error(JSON.stringify(answer))
  const { authenticatorData } = answer.credential.response as { authenticatorData: string }
  return readAuthenticatorData(fromBase64url(authenticatorData)).flags.uv
}

describe('a conditional get() that is pending', () => {
  it('is answered with a passkey of an authenticator that is added later', async () => {
    const page = await session.page()
    const [got] = await pendingGet(page)
    const passkeyId = await addCredential(await add(), 'ada')

    expect(idOf((await got)!)).toBe(passkeyId)
  })

  it('continues when its authenticator is removed and another is added', async () => {
    const page = await session.page()
    const first = await add()
    const [got] = await pendingGet(page)
    await session.webauthn('DELETE', `/${first}`)
    const passkeyId = await addCredential(await add(), 'ada')

    expect(idOf((await got)!)).toBe(passkeyId)
  })

  it('is answered by a rule with a passkey that came after the call', async () => {
    const page = await session.page()
    const authenticator = await add()
    await session.send('POST', 'consent', { action: 'dismiss' })
    const [got] = await pendingGet(page)
    const passkeyId = await addCredential(authenticator, 'ada')
    await session.send('POST', 'consent', { action: 'approve' })

    expect(idOf((await got)!)).toBe(passkeyId)
  })

  it('verifies the user once the driver has set the user verified', async () => {
    const page = await session.page()
    const authenticator = await add({ ...INTERNAL, hasUserVerification: true })
    const [got] = await pendingGet(page)
    await session.webauthn('POST', `/${authenticator}/uv`, { isUserVerified: true })
    await addCredential(authenticator, 'ada')

    expect(isVerified((await got)!)).toBe(true)
  })
})

describe('an automatic upgrade', () => {
  const upgrade = (page: SessionPage) =>
    page.page.ask({
      id: 99,
      t: 'create',
      mediation: 'conditional',
      options: creationOptions(),
    })

  it.each([
    [true, 2],
    [false, 1],
  ])('with isUserConsenting %s ends with %d passkeys', async (isUserConsenting, left) => {
    const page = await session.page()
    const signsIn = await add()
    await addCredential(signsIn, 'ada')
    await session.value('POST', 'consent', { action: 'approve' })
    await page.get()
    if (!isUserConsenting) {
      await session.webauthn('DELETE', `/${signsIn}`)
      await addCredential(await add({ ...INTERNAL, isUserConsenting }), 'ada')
    }
    const { t } = await upgrade(page)

    expect(t).toBe(isUserConsenting ? 'result' : 'error')
    expect(await session.passkeys()).toHaveLength(left)
  })
})
