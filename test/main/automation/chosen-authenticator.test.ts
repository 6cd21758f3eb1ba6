/** The authenticator that the user touches, chosen by a consent rule (WebAuthn §5.1.3 step 22, §5.1.4.1). */
import { describe, expect, it } from 'vitest'
import { DrivenSession, idOf, type SessionPage } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const INTERNAL = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
const KEY = { protocol: 'ctap2', transport: 'usb', hasResidentKey: true }

/** @returns its id. */
async function add(configuration: object): Promise<string> {
  return (await session.webauthn('POST', '', configuration)).value as string
}

const touch = (authenticatorId: string, fields: object = {}) =>
  session.value('POST', 'consent', { action: 'approve', choose: { authenticatorId }, ...fields })

async function keeperOf(id: string): Promise<string | null | undefined> {
  return (await session.passkeys()).find((passkey) => passkey.id === id)?.authenticatorId
}

async function madeOn(authenticator: string, page: SessionPage, name = 'ada'): Promise<string> {
  await touch(authenticator)
  return page.make(name)
}

describe('create()', () => {
  it('makes the passkey on the authenticator that the user touches', async () => {
    await add(INTERNAL)
    const key = await add(KEY)
    const page = await session.page()

    expect(await keeperOf(await madeOn(key, page))).toBe(key)
  })

  it('makes it there although another has an excluded passkey', async () => {
    const internal = await add(INTERNAL)
    const key = await add(KEY)
    const page = await session.page()
    const excluded = await madeOn(internal, page)
    const excludeCredentials = [{ type: 'public-key', id: excluded }]
    await touch(internal)
    expect(await page.create('ada', { excludeCredentials })).toMatchObject({
      t: 'error',
      name: 'InvalidStateError',
    })
    await touch(key)

    expect(await keeperOf(idOf(await page.create('ada', { excludeCredentials })))).toBe(key)
  })

  it('is declined if the authenticator does not fit, or is gone', async () => {
    await add(INTERNAL)
    const key = await add({ ...KEY, hasResidentKey: false })
    const page = await session.page()
    await touch(key)
    expect(await page.create()).toMatchObject({ t: 'error', name: 'NotAllowedError' })
    await session.webauthn('DELETE', `/${key}`)
    await touch(key)

    expect(await page.create()).toMatchObject({ t: 'error', name: 'NotAllowedError' })
  })
})

describe('get()', () => {
  it('is answered by the authenticator that the user touches', async () => {
    const internal = await add(INTERNAL)
    const key = await add(KEY)
    const page = await session.page()
    const ada = await madeOn(internal, page)
    await madeOn(key, page, 'ben')
    await touch(internal)

    expect(idOf(await page.get())).toBe(ada)
  })

  it('is an offer that waits until that authenticator has a passkey', async () => {
    await add(INTERNAL)
    const key = await add(KEY)
    const page = await session.page()
    await page.make('ada')
    await touch(key, { ceremony: 'get' })
    const got = page.get({}, 'conditional')
    await session.wait({ event: 'ceremonyWaiting', where: { question: 'offer' } })
    const other = await session.page()
    const ben = await madeOn(key, other, 'ben')

    expect(idOf(await got)).toBe(ben)
  })
})
