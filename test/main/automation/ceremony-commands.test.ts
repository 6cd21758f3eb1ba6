import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import type {
  AuthenticationResponseJson,
  RegistrationResponseJson,
} from '../../../src/shared/webauthn-json'
import { DrivenSession, handleOf, renamed } from '../../support/driven-session'
import { relatedOriginsDocument, ServingAll } from '../../support/related-origins'
import { creationOptions, requestOptions } from '../../support/webauthn-options'
import { INVALID } from '../../support/webdriver-session'

const session = DrivenSession.forEachTest()

const ORIGIN = 'http://localhost:8080'

const create = (fields: object = {}, page: object = {}) =>
  session.send('POST', 'ceremonies/create', {
    origin: ORIGIN,
    options: creationOptions({ ...fields }),
    ...page,
  })

const get = (fields: object = {}, page: object = {}) =>
  session.send('POST', 'ceremonies/get', {
    origin: ORIGIN,
    options: requestOptions({ ...fields }),
    ...page,
  })

const ceremonyFailed = (name: string, reason: unknown = expect.any(String)) => ({
  status: 500,
  value: {
    error: 'ceremony failed',
    message: expect.stringContaining(name) as string,
    stacktrace: '',
    data: { name, message: expect.any(String) as string, reason },
  },
})

function clientData(json: RegistrationResponseJson | AuthenticationResponseJson): object {
  return JSON.parse(Buffer.from(json.response.clientDataJSON, 'base64url').toString()) as object
}

async function made(name = 'ada', page: object = {}): Promise<RegistrationResponseJson> {
  const user = { id: handleOf(name), name, displayName: name.toUpperCase() }
  const { value } = await create({ user }, page)
  return value as RegistrationResponseJson
}

describe('a ceremony without a page', () => {
  it('makes a passkey, and signs in with it', async () => {
    const registration = await made()
    const { status, value } = await get()

    expect(status).toBe(200)
    expect(clientData(registration)).toMatchObject({ type: 'webauthn.create', origin: ORIGIN })
    expect(value).toMatchObject({ id: registration.id, type: 'public-key' })
    expect(clientData(value as AuthenticationResponseJson)).toEqual({
      type: 'webauthn.get',
      challenge: requestOptions().challenge,
      origin: ORIGIN,
      crossOrigin: false,
    })
  })

  it('shares its passkeys with the pages of the session', async () => {
    const { id } = await made()
    const page = await session.page()

    expect(await page.get()).toMatchObject({ t: 'result', credential: { id } })
  })

  it('lets the session’s user answer', async () => {
    await session.value('POST', 'consent', { action: 'deny' })

    expect(await create()).toEqual(ceremonyFailed('NotAllowedError', 'the user declined'))
  })

  it('answers with the passkey that a rule chooses', async () => {
    const { id } = await made('ada')
    await made('ben')
    await session.value('POST', 'consent', { action: 'approve', choose: { userName: 'ada' } })

    expect(await get()).toMatchObject({ value: { id } })
  })

  it('is in the events and in the record', async () => {
    const { id } = await made()
    const where = { outcome: 'done' }
    const finished = await session.wait({ event: 'ceremonyFinished', where })

    expect(finished).toMatchObject({ ceremony: 'create', origin: ORIGIN, passkeyId: id })
    expect(await session.value('GET', 'activity')).toMatchObject([
      { kind: 'create', origin: ORIGIN, passkeyId: id },
    ])
  })

  it('states the top origin of a cross-origin frame', async () => {
    await made()
    const topOrigin = 'https://top.example'
    const { value } = await get({}, { topOrigin })

    expect(clientData(value as AuthenticationResponseJson)).toMatchObject({
      crossOrigin: true,
      topOrigin,
    })
  })

  it('is answered by the virtual authenticator', async () => {
    await session.webauthn('POST', '', { protocol: 'ctap1/u2f', transport: 'usb' })
    const { value } = await create({ authenticatorSelection: {} })

    expect(value).toMatchObject({ authenticatorAttachment: 'cross-platform' })
  })

  it('looks related origins up', async () => {
    const document = relatedOriginsDocument(['https://other.example'])
    session.relatedOrigins = new ServingAll(document)
    const { status } = await create(
      { rp: { id: 'example.org', name: '' } },
      { origin: 'https://other.example' },
    )

    expect(status).toBe(200)
  })

  it('makes a passkey without asking', async () => {
    await create({}, { mediation: 'conditional' })

    expect(await session.value('GET', 'activity')).toMatchObject([{ answeredBy: null }])
  })

  it('waits for a rule that accepts a conditional sign-in, beside other ceremonies', async () => {
    const { id } = await made()
    const pending = get({}, { mediation: 'conditional' })
    await session.wait({ event: 'ceremonyWaiting', where: { question: 'offer' } })
    const { status } = await get()
    await session.value('POST', 'consent', { action: 'approve' })

    expect(status).toBe(200)
    expect(await pending).toMatchObject({ status: 200, value: { id } })
  })

  it('asks no authenticator in a silent get()', async () => {
    await made()

    expect(await get({}, { mediation: 'silent' })).toEqual({ status: 200, value: null })
    expect(await get({ challenge: '=' }, { mediation: 'silent' })).toEqual(
      ceremonyFailed('EncodingError'),
    )
    expect(await create({}, { mediation: 'silent' })).toMatchObject({ status: 200 })
  })

  it.each([
    ['chromium', 200, 200, 200],
    ['firefox', 500, 500, 500],
  ])('plays the mediation of %s', async (client, ...expected) => {
    await made()
    await session.value('POST', 'settings', { client })
    const silent = await get({}, { mediation: 'silent' })
    const silentlyMade = await create({}, { mediation: 'silent' })
    const upgraded = await create({}, { mediation: 'conditional' })

    expect([silent.status, silentlyMade.status, upgraded.status]).toEqual(expected)
    if (client === 'firefox') expect(silent).toEqual(ceremonyFailed('NotSupportedError'))
    else expect(silent.value).toHaveProperty('response')
  })

  it('ends with its time-out', async () => {
    await session.value('POST', 'consent', { action: 'never' })
    const pending = create({ timeout: 1000 })
    await session.wait({ event: 'ceremonyWaiting' })
    session.clock.advance(1000)

    expect(await pending).toEqual(ceremonyFailed('NotAllowedError'))
  })

  it('ends with its driver', async () => {
    await session.value('POST', 'consent', { action: 'never' })
    const path = `/session/${session.id}/latchkey/ceremonies/create`
    const asked = request(`${session.automation.url}${path}`, { method: 'POST' })
    asked.on('error', () => undefined)
    asked.end(JSON.stringify({ origin: ORIGIN, options: creationOptions() }))
    await session.wait({ event: 'ceremonyWaiting' })
    asked.destroy()

    expect(await session.wait({ event: 'ceremonyFinished' })).toMatchObject({
      error: 'AbortError',
      reason: 'the test aborted the request',
    })
  })

  it('ends with its session', async () => {
    await session.value('POST', 'consent', { action: 'never' })
    const pending = create()
    await session.wait({ event: 'ceremonyWaiting' })
    await session.end()

    expect(await pending).toEqual(ceremonyFailed('AbortError', 'the session has ended'))
  })
})

describe('a ceremony without a page fails as a page’s does', () => {
  it.each([
    ['NotAllowedError', {}, {}],
    ['SecurityError', { rpId: 'example.org' }, {}],
    ['SecurityError', {}, { origin: 'http://127.0.0.1:8080' }],
    ['EncodingError', { challenge: 'AQ==' }, {}],
    ['TypeError', { allowCredentials: {} }, {}],
  ])('%s: %j %j', async (name, fields, page) => {
    expect(await get(fields, page)).toEqual(ceremonyFailed(name))
  })

  it('with InvalidStateError for an excluded passkey', async () => {
    const { id } = await made()
    const excludeCredentials = [{ type: 'public-key', id }]

    expect(await create({ excludeCredentials })).toEqual(ceremonyFailed('InvalidStateError'))
  })

  it('with the page’s sentence beside the reason', async () => {
    const { value } = await get({ rpId: 'example.org' })

    expect(value).toMatchObject({
      data: {
        message: 'This page may not use this relying party ID.',
        reason: expect.stringContaining('"example.org"') as string,
      },
    })
  })
})

describe('what no page can send is an invalid argument', () => {
  it.each([
    ['http on another host', { origin: 'http://example.org' }],
    ['a path', { origin: 'https://example.org/login' }],
    ['capitals', { origin: 'https://Example.org' }],
    ['an opaque origin', { origin: 'null' }],
    ['another scheme', { origin: 'file://' }],
    ['an endless origin', { origin: `https://${'a.'.repeat(200)}org` }],
    ['no origin', { origin: undefined }],
    ['the same top origin', { topOrigin: ORIGIN }],
    ['a top origin without a frame', { topOrigin: 'https://top.example', crossOrigin: false }],
    ['options that are no object', { options: 'text' }],
    ['options that are a list', { options: [] }],
    ['options of a megabyte', { options: { challenge: 'A'.repeat(1_000_000) } }],
    ['an unknown mediation', { mediation: 'loud' }],
    ['an unknown member', { password: true }],
  ])('%s', async (_, page) => {
    expect(await get({}, page)).toMatchObject(INVALID)
    expect(await session.value('GET', 'activity')).toEqual([])
  })
})

it('says how the origin is to be written', async () => {
  expect(await get({}, { origin: 'https://example.org/login' })).toMatchObject({
    value: {
      message:
        'origin: the Origin is not written as browsers write one: write https://example.org, with no path',
    },
  })
})

describe('a signal without a page', () => {
  const signal = (kind: string, options: object, page: object = {}) =>
    session.send('POST', 'signals', { origin: ORIGIN, kind, options, ...page })

  it('is applied before the next command, and is in the record', async () => {
    await made('ada')
    const { kind, options } = renamed('ada', 'ada.new')
    const answer = await signal(kind, options)

    expect(answer).toEqual({ status: 200, value: null })
    expect(await session.passkeys()).toMatchObject([{ userName: 'ada.new' }])
    const signals = await session.value('GET', 'signals')
    expect(signals).toMatchObject([{ signal: kind, origin: ORIGIN, outcome: 'done' }])
  })

  it.each([
    ['unknownCredential', (id: string) => ({ credentialId: id })],
    ['allAcceptedCredentials', () => ({ userId: handleOf('ada'), allAcceptedCredentialIds: [] })],
  ])('hides a passkey: %s', async (kind, about) => {
    const { id } = await made('ada')
    await signal(kind, { rpId: 'localhost', ...about(id) })

    expect((await session.passkeys())[0]?.hidden).not.toBeNull()
  })

  it.each([
    ['SecurityError', { rpId: 'example.org', credentialId: 'AQ' }],
    ['TypeError', { rpId: 'example.org', credentialId: '=' }],
    ['TypeError', { credentialId: 'AQ' }],
  ])('fails as a page’s does: %s %j', async (name, options) => {
    expect(await signal('unknownCredential', options)).toEqual(ceremonyFailed(name))
  })

  it.each([
    ['an unknown kind', 'unknownUser', {}],
    ['an insecure origin', 'unknownCredential', { origin: 'http://example.org' }],
  ])('is an invalid argument with %s', async (_, kind, page) => {
    expect(await signal(kind, {}, page)).toMatchObject(INVALID)
  })
})

describe('a session with an open ceremony', () => {
  const idle = DrivenSession.forEachTest({ sessionIdleMs: 1000 })

  it('is in use', async () => {
    await idle.value('POST', 'consent', { action: 'never' })
    const body = { origin: ORIGIN, options: creationOptions() }
    const pending = idle.send('POST', 'ceremonies/create', body)
    await idle.wait({ event: 'ceremonyWaiting' })
    idle.clock.advance(1000)

    expect(await idle.value('GET', 'activity')).toEqual([])
    await idle.end()
    await pending
  })
})
