import { clientBehaviour } from '../../src/page/client-behaviour'
import type { ClientName } from '../../src/shared/client-name'
import { beforeEach, describe, expect, it } from 'vitest'
import { capabilityReader } from '../../src/page/capabilities'
import { settle, testConnection, testGrants } from '../support/page-bridge'
import { GRANT } from '../support/scripted-bridge'

const ALL = [
  'conditionalCreate',
  'conditionalGet',
  'extension:appid',
  'extension:appidExclude',
  'extension:credBlob',
  'extension:credProps',
  'extension:credentialProtectionPolicy',
  'extension:enforceCredentialProtectionPolicy',
  'extension:getCredBlob',
  'extension:hmacCreateSecret',
  'extension:hmacGetSecret',
  'extension:largeBlob',
  'extension:minPinLength',
  'extension:prf',
  'hybridTransport',
  'passkeyPlatformAuthenticator',
  'relatedOrigins',
  'signalAllAcceptedCredentials',
  'signalCurrentUserDetails',
  'signalUnknownCredential',
  'userVerifyingPlatformAuthenticator',
]
const allTrue = Object.fromEntries(ALL.map((name) => [name, true]))
const noAuthenticator = {
  conditionalCreate: false,
  conditionalGet: false,
  hybridTransport: false,
  passkeyPlatformAuthenticator: false,
  userVerifyingPlatformAuthenticator: false,
}

function testReader({
  paired = true,
  client = 'latchkey',
}: { paired?: boolean; client?: ClientName } = {}) {
  const grants = testGrants()
  if (paired) grants.keep(GRANT, 'session')
  const { page, connection } = testConnection({ grants })
  page.bridge.grants.set(GRANT.grant, GRANT.token)
  return { page, read: capabilityReader(connection, page.ports.after, clientBehaviour(client)) }
}

describe('what Latchkey can do', () => {
  let made: ReturnType<typeof testReader>
  beforeEach(() => {
    made = testReader()
  })

  it('is in ascending order', async () => {
    expect(Object.keys(await made.read())).toEqual(ALL)
  })

  it('is less if the session plays Firefox', async () => {
    const can = await testReader({ client: 'firefox' }).read()

    expect(Object.keys(can).filter((name) => can[name] === false)).toEqual([
      'conditionalCreate',
      'signalAllAcceptedCredentials',
      'signalCurrentUserDetails',
      'signalUnknownCredential',
    ])
  })

  it('follows the authenticators that are there when the page asks', async () => {
    const { page, read } = made
    page.bridge.capabilities = { ...noAuthenticator, immediateGet: false }
    expect(await read()).toEqual({ ...allTrue, ...noAuthenticator })

    page.bridge.capabilities = { ...noAuthenticator, conditionalGet: true, immediateGet: true }
    expect(await read()).toEqual({
      ...allTrue,
      ...noAuthenticator,
      conditionalGet: true,
      immediateGet: true,
    })
    expect(page.opened).toBe(1)
  })

  it('is not asked of an app that knows no such message', async () => {
    const { page, read } = made
    page.bridge.accepts = undefined

    expect(await read()).toEqual(allTrue)
    expect(page.bridge.heardOf('capabilities')).toEqual([])
  })

  it('is Latchkey’s own without an answer', async () => {
    const { page, read } = made
    page.isStalled = true
    const reading = read()
    await settle()

    page.clock.advance(5_000)

    expect(await reading).toEqual(allTrue)
  })

  it.each([
    ['the app is not running', (page: typeof made.page) => (page.isRunning = false)],
    ['the app is locked', (page: typeof made.page) => (page.bridge.isLocked = true)],
    ['another program answers', (page: typeof made.page) => (page.bridge.isImpostor = true)],
    ['the app forgot the page', (page: typeof made.page) => page.bridge.grants.clear()],
  ])('is Latchkey’s own if %s', async (_why, prepare) => {
    made.page.bridge.capabilities = { ...noAuthenticator, immediateGet: false }
    prepare(made.page)

    expect(await made.read()).toEqual(allTrue)
  })
})

it('opens no socket for a page that was never paired', async () => {
  const { page, read } = testReader({ paired: false })

  expect(await read()).toEqual(allTrue)
  expect(page.opened).toBe(0)
})
