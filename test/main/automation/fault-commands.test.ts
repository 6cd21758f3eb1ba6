import { describe, expect, it } from 'vitest'
import { FAULTS } from '../../../src/shared/fault'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../../src/shared/webauthn-json'
import { DrivenSession } from '../../support/driven-session'
import { creationOptions, requestOptions } from '../../support/webauthn-options'
import { INVALID } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()

const ORIGIN = 'https://example.org'
const VERIFIED = { residentKey: 'required', userVerification: 'required' }

const arm = (fault: string, times?: number) => session.value('POST', 'faults', { fault, times })

const create = (fields: object = {}, origin = ORIGIN) =>
  session.value<RegistrationResponseJson>('POST', 'ceremonies/create', {
    origin,
    options: creationOptions({ authenticatorSelection: VERIFIED, ...fields }),
  })

const get = (fields: object = {}) =>
  session.value<AuthenticationResponseJson>('POST', 'ceremonies/get', {
    origin: ORIGIN,
    options: requestOptions({ userVerification: 'required', ...fields }),
  })

const finished = () => session.wait({ event: 'ceremonyFinished' })

const isVerified = ({ response }: AuthenticationResponseJson | RegistrationResponseJson) =>
  (Buffer.from(response.authenticatorData, 'base64url')[32]! & 4) !== 0

describe('a fault that is armed', () => {
  it('changes the answer to the next ceremony, and to no other', async () => {
    await create()
    await arm('uv-not-set')

    expect(isVerified(await get())).toBe(false)
    expect(isVerified(await get())).toBe(true)
  })

  it('changes exactly the requested number of answers', async () => {
    await arm('uv-not-set', 2)

    expect(isVerified(await create())).toBe(false)
    expect(isVerified(await create())).toBe(false)
    expect(isVerified(await create())).toBe(true)
  })

  it('for one page changes no answer to another page', async () => {
    const origin = 'https://login.example.org'
    await session.value('POST', 'faults', { fault: 'uv-not-set', origin })

    expect(isVerified(await create())).toBe(true)
    expect(await session.value('GET', 'faults')).toEqual([{ id: 'uv-not-set', left: 1, origin }])
    expect(isVerified(await create({}, origin))).toBe(false)
  })

  it('waits for a ceremony that it is about', async () => {
    await arm('signature-flipped')
    await create()

    expect(await session.value('GET', 'faults')).toEqual([
      { id: 'signature-flipped', left: 1, origin: null },
    ])
    await get()
    expect(await session.value('GET', 'faults')).toEqual([])
  })

  it('waits while ceremonies fail', async () => {
    await arm('uv-not-set')
    await session.value('POST', 'consent', { action: 'deny' })
    await session.send('POST', 'ceremonies/create', { origin: ORIGIN, options: creationOptions() })

    expect(isVerified(await create())).toBe(false)
  })

  it('applies after the faults that were armed before', async () => {
    await create()
    await arm('signature-flipped')
    await arm('uv-not-set')

    expect(isVerified(await get())).toBe(true)
    expect(isVerified(await get())).toBe(false)
  })

  it('belongs only to its session', async () => {
    await arm('uv-not-set')

    expect(await session.value('GET', 'faults', undefined, await session.open())).toEqual([])
  })

  it('is not part of a snapshot', async () => {
    await arm('uv-not-set')
    const snapshot = await session.value('GET', 'snapshot')
    const other = await session.open()
    await session.value('POST', 'restore', { snapshot }, other)

    expect(await session.value('GET', 'faults', undefined, other)).toEqual([])
  })

  it('is disarmed separately, for one page or for every page', async () => {
    await arm('uv-not-set', 3)
    await session.value('POST', 'faults', { fault: 'uv-not-set', origin: ORIGIN })
    await arm('signature-flipped')
    const disarm = (body: object) => session.value('POST', 'faults/disarm', body)

    expect(await disarm({ fault: 'uv-not-set' })).toBe(true)
    expect(await disarm({ fault: 'uv-not-set' })).toBe(false)
    expect(await session.value('GET', 'faults')).toEqual([
      { id: 'uv-not-set', left: 1, origin: ORIGIN },
      { id: 'signature-flipped', left: 1, origin: null },
    ])
    expect(await disarm({ fault: 'uv-not-set', origin: ORIGIN })).toBe(true)
    expect(isVerified(await create())).toBe(true)
    expect(await session.send('POST', 'faults/disarm', { fault: 'no-such-fault' })).toMatchObject(
      INVALID,
    )
  })

  it('changes no answer once it is disarmed', async () => {
    await arm('uv-not-set', 3)
    await session.value('DELETE', 'faults')

    expect(await session.value('GET', 'faults')).toEqual([])
    expect(isVerified(await create())).toBe(true)
  })
})

describe('the event ceremonyFinished', () => {
  it('says which values the fault changed, and the values before', async () => {
    await arm('uv-not-set')
    await create()

    expect(await finished()).toMatchObject({
      fault: {
        id: 'uv-not-set',
        changes: [{ what: 'flags', from: '0x5d (UP UV BE BS AT)', to: '0x59 (UP BE BS AT)' }],
      },
      reason: expect.stringContaining('the fault uv-not-set changed the answer (flags)') as string,
    })
  })

  it('says why a fault was not applied, and the answer is the genuine one', async () => {
    await arm('uv-not-set')
    const { response } = await create({ authenticatorSelection: {} })

    const notApplied = 'the page does not require user verification'
    expect(await finished()).toMatchObject({
      fault: { id: 'uv-not-set', notApplied },
      reason: expect.stringContaining(
        `the fault uv-not-set was not applied: ${notApplied}`,
      ) as string,
      response: { response },
    })
  })

  it('has no fault if none was armed', async () => {
    await create()

    expect(await finished()).toMatchObject({ fault: null })
  })
})

it('lists every fault that there is', async () => {
  expect(await session.value('GET', 'faults/known')).toEqual(FAULTS)
})

it.each([
  ['no fault', {}],
  ['an unknown fault', { fault: 'no-such-fault' }],
  ['no application', { fault: 'uv-not-set', times: 0 }],
  ['part of an application', { fault: 'uv-not-set', times: 1.5 }],
  ['too many applications', { fault: 'uv-not-set', times: 1001 }],
  ['an unknown member', { fault: 'uv-not-set', colour: 'red' }],
  ['a page that is no origin', { fault: 'uv-not-set', origin: `${ORIGIN}/` }],
  ['a page in capitals', { fault: 'uv-not-set', origin: 'https://Example.org' }],
  ['the default port', { fault: 'uv-not-set', origin: `${ORIGIN}:443` }],
])('refuses to arm %s', async (_what, body) => {
  expect(await session.send('POST', 'faults', body)).toMatchObject(INVALID)
  expect(await session.value('GET', 'faults')).toEqual([])
})

it('says where the faults are listed', async () => {
  const { value } = await session.send('POST', 'faults', { fault: 'no-such-fault' })

  expect(value).toMatchObject({
    message: 'fault: there is no such fault; knownFaults() and GET …/faults/known list all faults',
  })
})
