import { describe, expect, it } from 'vitest'
import { signalSender } from '../../src/page/signal'
import type { SignalKind } from '../../src/shared/activity'
import { MAX_STRING_LENGTH } from '../../src/shared/bridge-messages'
import { PAGE_ORIGIN, settle, testConnection } from '../support/page-bridge'

const NAMES: Record<SignalKind, string> = {
  unknownCredential: 'signalUnknownCredential',
  allAcceptedCredentials: 'signalAllAcceptedCredentials',
  currentUserDetails: 'signalCurrentUserDetails',
}
const VALID: Record<SignalKind, Record<string, unknown>> = {
  unknownCredential: { rpId: 'example.org', credentialId: 'AQ' },
  allAcceptedCredentials: { rpId: 'example.org', userId: 'AQ', allAcceptedCredentialIds: ['AQ'] },
  currentUserDetails: { rpId: 'example.org', userId: 'AQ', name: 'ada', displayName: 'Ada' },
}
const KINDS = Object.keys(VALID) as SignalKind[]

function testSignals(origin = PAGE_ORIGIN) {
  const { page, connection } = testConnection()
  const send = signalSender(connection, page.ports.after, origin)
  return { page, send: (kind: SignalKind, options: unknown) => send(NAMES[kind], kind, options) }
}

it.each(KINDS)('sends %s unchanged, paired or not, and resolves with undefined', async (kind) => {
  const { page, send } = testSignals()

  await expect(send(kind, VALID[kind])).resolves.toBeUndefined()

  expect(page.bridge.heardOf('signal')).toMatchObject([{ kind, options: VALID[kind] }])
  expect(page.bridge.heardOf('pair')).toEqual([])
})

describe.each([
  ['with the app', true],
  ['without the app', false],
])('%s', (_where, isRunning) => {
  function signals() {
    const { page, send } = testSignals()
    page.isRunning = isRunning
    return send
  }

  it.each(KINDS)('%s needs every member', async (kind) => {
    for (const member of Object.keys(VALID[kind]))
      await expect(signals()(kind, { ...VALID[kind], [member]: undefined })).rejects.toThrow(
        expect.objectContaining({ name: 'TypeError' }),
      )
  })

  it.each<[SignalKind, Record<string, unknown>]>([
    ['unknownCredential', { credentialId: 'AQ==' }],
    ['unknownCredential', { credentialId: 'a+b/' }],
    ['unknownCredential', { credentialId: 'A' }],
    ['allAcceptedCredentials', { userId: '?' }],
    ['allAcceptedCredentials', { allAcceptedCredentialIds: ['AQ', '?'] }],
    ['currentUserDetails', { userId: '?' }],
  ])(
    '%s takes no malformed base64url, and says so before it looks at the RP ID',
    async (...args) => {
      const [kind, wrong] = args
      const options = { ...VALID[kind], ...wrong, rpId: 'other.example' }

      await expect(signals()(kind, options)).rejects.toThrow(
        /^Failed to execute 'signal\w+' on 'PublicKeyCredential': Invalid base64url string for/,
      )
    },
  )

  it('refuses a signal that the bridge would refuse', async () => {
    const options = { ...VALID.currentUserDetails, name: 'x'.repeat(MAX_STRING_LENGTH + 1) }

    await expect(signals()('currentUserDetails', options)).rejects.toMatchObject({
      name: 'UnknownError',
    })
  })

  it('resolves', async () => {
    const options = { ...VALID.unknownCredential, credentialId: '' }

    await expect(signals()('unknownCredential', options)).resolves.toBeUndefined()
  })
})

describe('for the RP ID of another domain', () => {
  const foreign = { ...VALID.unknownCredential, rpId: 'other.example' }

  it.each(['other.example', 'ample.org', 'www.example.org', '', '.org'])(
    'is refused if the page cannot ask the app whether it is related: %j',
    async (rpId) => {
      const { page, send } = testSignals()
      page.isRunning = false

      await expect(
        send('unknownCredential', { ...VALID.unknownCredential, rpId }),
      ).rejects.toMatchObject({ name: 'SecurityError' })
    },
  )

  it('is what the app says of it: refused', async () => {
    const { page, send } = testSignals()
    page.bridge.signalAnswer = (id) => ({ t: 'error', id, name: 'SecurityError', message: 'no' })

    await expect(send('unknownCredential', foreign)).rejects.toMatchObject({
      name: 'SecurityError',
    })
  })

  it('is what the app says of it: related', async () => {
    const { page, send } = testSignals()

    await expect(send('unknownCredential', foreign)).resolves.toBeUndefined()
    expect(page.bridge.heardOf('signal')).toMatchObject([{ options: foreign }])
  })

  it('is refused when the app ends before it answers', async () => {
    const { page, send } = testSignals()
    page.bridge.signalAnswer = () => ({ t: 'event', event: 'locked' })
    const sent = send('unknownCredential', foreign)
    await settle()

    page.closeAll()

    await expect(sent).rejects.toMatchObject({ name: 'SecurityError' })
  })
})

it('may speak for a domain above the page’s', async () => {
  const { send } = testSignals('https://login.example.org:8443')

  await expect(send('unknownCredential', VALID.unknownCredential)).resolves.toBeUndefined()
})

it('may not speak for any RP ID from an opaque origin', async () => {
  const { send } = testSignals('null')

  await expect(send('unknownCredential', VALID.unknownCredential)).rejects.toMatchObject({
    name: 'SecurityError',
  })
})

it.each([
  ['http://127.0.0.1:8080', '127.0.0.1'],
  ['http://127.0.0.1:8080', '1'],
  ['http://[::1]:8080', '[::1]'],
])('may not speak for any RP ID from an IP address: %s, %s', async (origin, rpId) => {
  const { page, send } = testSignals(origin)
  page.isRunning = false

  await expect(
    send('unknownCredential', { ...VALID.unknownCredential, rpId }),
  ).rejects.toMatchObject({ name: 'SecurityError' })
})

it('passes on the app’s answer about public suffixes', async () => {
  const { page, send } = testSignals()
  page.bridge.signalAnswer = (id) => ({ t: 'error', id, name: 'SecurityError', message: 'no' })

  await expect(send('unknownCredential', VALID.unknownCredential)).rejects.toMatchObject({
    name: 'SecurityError',
  })
})

it('resolves when the connection ends before the answer', async () => {
  const { page, send } = testSignals()
  page.bridge.signalAnswer = () => ({ t: 'event', event: 'locked' })
  const sent = send('unknownCredential', VALID.unknownCredential)
  await settle()

  page.closeAll()

  await expect(sent).resolves.toBeUndefined()
})

describe('a stopped app', () => {
  it('lets a signal of the page’s own domain resolve', async () => {
    const { page, send } = testSignals()
    page.isStalled = true
    const sent = send('unknownCredential', VALID.unknownCredential)
    await settle()

    page.clock.advance(15_000)

    await expect(sent).resolves.toBeUndefined()
  })

  it('makes a signal of another domain reject', async () => {
    const { page, send } = testSignals()
    page.isStalled = true
    const sent = send('unknownCredential', { ...VALID.unknownCredential, rpId: 'other.example' })
    const rejected = expect(sent).rejects.toMatchObject({ name: 'SecurityError' })
    await settle()

    page.clock.advance(15_000)

    await rejected
  })
})
