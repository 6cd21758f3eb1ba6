/** Several authenticators, time-outs, unplugging and plugging in, with a driver's own commands and a page's socket. */
import { describe, expect, it } from 'vitest'
import type { BridgeMessage } from '../../../src/shared/bridge-messages'
import { DrivenSession, idOf, type SessionPage } from '../../support/driven-session'

const session = DrivenSession.forEachTest()
const INTERNAL = { protocol: 'ctap2', transport: 'internal', hasResidentKey: true }
const KEY = { ...INTERNAL, transport: 'usb' }
const VERIFYING = { ...KEY, hasUserVerification: true, isUserVerified: true }
const TIMED_OUT = { t: 'error', name: 'NotAllowedError' }

/** @returns its id. */
async function plugIn(configuration: object = INTERNAL): Promise<string> {
  return (await session.webauthn('POST', '', configuration)).value as string
}

const unplug = (id: string) => session.webauthn('DELETE', `/${id}`)
const advance = (ms: number) => session.value('POST', 'clock', { advance: ms })
const rule = (fields: object) => session.value('POST', 'consent', fields)

/** A passkey on this authenticator. @returns its id. */
async function makeOn(authenticatorId: string, page: SessionPage, name: string): Promise<string> {
  await rule({ action: 'approve', choose: { authenticatorId } })
  return page.make(name)
}

/** A get() that the user does not answer, once the user is asked. In a list, so that the caller does not await it. */
async function unanswered(page: SessionPage, fields: object): Promise<[Promise<BridgeMessage>]> {
  await rule({ action: 'never', ceremony: 'get', times: null })
  const got = page.get({ timeout: 60_000, ...fields })
  await session.wait({ event: 'ceremonyWaiting', where: { ceremony: 'get' } })
  return [got]
}

const ending = () => session.wait({ event: 'ceremonyFinished', where: { ceremony: 'get' } })

describe('the time-out of a get()', () => {
  it('holds while authenticators come and go, and not before its time', async () => {
    const page = await session.page()
    const [one, two] = [await plugIn(), await plugIn(KEY)]
    await makeOn(one, page, 'ada')
    const ben = await makeOn(two, page, 'ben')
    const [got] = await unanswered(page, {})
    await advance(30_000)
    await unplug(one)
    await plugIn(KEY)
    await advance(29_999)
    expect((await session.value<object[]>('GET', 'activity')).length).toBe(2)
    await advance(1)

    expect(await got).toMatchObject(TIMED_OUT)
    expect(await ending()).toMatchObject({ reason: 'the user did not answer within 60 seconds' })
    await session.value('DELETE', 'consent')
    expect(idOf(await page.get())).toBe(ben)
  })

  it('holds if one authenticator is passed over', async () => {
    const page = await session.page()
    const verifying = await plugIn(VERIFYING)
    await plugIn(KEY)
    await makeOn(verifying, page, 'ada')
    const [got] = await unanswered(page, { userVerification: 'required' })
    await advance(60_000)

    expect(await got).toMatchObject(TIMED_OUT)
  })

  it('holds for the session’s own authenticator once all others are unplugged', async () => {
    const page = await session.page()
    const own = await page.make('own')
    const key = await plugIn(KEY)
    await makeOn(key, page, 'ada')
    const [got] = await unanswered(page, {})
    await unplug(key)
    await advance(60_000)

    expect(await got).toMatchObject(TIMED_OUT)
    await session.value('DELETE', 'consent')
    expect(idOf(await page.get())).toBe(own)
  })
})

describe('a create() that waits for the user', () => {
  it('is made on an authenticator that is plugged in while the chosen one is unplugged', async () => {
    const page = await session.page()
    const first = await plugIn()
    await rule({ action: 'approve', delay: 1_000, ceremony: 'create' })
    const created = page.create('ada')
    await session.wait({ event: 'ceremonyWaiting', where: { ceremony: 'create' } })
    const second = await plugIn(KEY)
    await unplug(first)
    await advance(1_000)

    const id = idOf(await created)
    expect(await session.passkeys()).toMatchObject([{ id, authenticatorId: second }])
  })
})

it('lists and offers passkeys of two authenticators in one order while the clock is stopped', async () => {
  await session.value('POST', 'clock', { stopped: true })
  const page = await session.page()
  const [one, two] = [await plugIn(), await plugIn(KEY)]
  for (const [id, name] of [
    [one, 'ada'],
    [two, 'ben'],
    [one, 'cy'],
  ] as const)
    await makeOn(id, page, name)
  const listed = (await session.passkeys()).map(({ id }) => id)
  const chosen: (string | undefined)[] = []
  for (const index of listed.keys()) {
    await rule({ action: 'approve', choose: { index } })
    chosen.push(idOf(await page.get()))
  }

  expect(chosen).toEqual(listed)
})

describe('passkeys that were made in turn on two authenticators', () => {
  it.each([
    ['stands still', { stopped: true }, {}],
    ['runs', {}, {}],
    ['is set back', {}, { now: 0 }],
  ])('are newest first if the clock %s', async (_what, first, between) => {
    const page = await session.page()
    const [one, two] = [await plugIn(), await plugIn(KEY)]
    await session.value('POST', 'clock', first)
    await makeOn(one, page, 'a')
    await makeOn(two, page, 'b')
    if ('now' in between) await session.value('POST', 'clock', between)
    await makeOn(one, page, 'c')
    const newest = await makeOn(two, page, 'd')

    const names = (await session.passkeys()).map(({ userName }) => userName)
    expect(names).toEqual(['d', 'c', 'b', 'a'])
    await rule({ action: 'approve', choose: { index: 0 } })
    expect(idOf(await page.get())).toBe(newest)
    await rule({ action: 'approve', choose: { index: 1 } })
    expect(await page.get()).toMatchObject({
      credential: { id: (await session.passkeys())[1]?.id },
    })
  })
})
