import { describe, expect, it } from 'vitest'
import { read } from '../../support/automation'
import { failure, INVALID, USB, WebDriverSession } from '../../support/webdriver-session'

const IDLE_MS = 60_000

describe('a session', () => {
  const session = WebDriverSession.forEachTest()

  it('is opened with its capabilities', async () => {
    const { status, value } = await session.send('POST', '/session', {
      capabilities: { alwaysMatch: { browserName: 'chrome', 'goog:chromeOptions': {} } },
    })

    expect(status).toBe(200)
    expect(value).toMatchObject({
      sessionId: expect.any(String) as string,
      capabilities: {
        browserName: 'latchkey',
        browserVersion: '1.2.3',
        'webauthn:virtualAuthenticators': true,
        'webauthn:extension:largeBlob': true,
        'webauthn:extension:prf': true,
        'webauthn:extension:credBlob': true,
      },
    })
  })

  it('answers with the text of the page script if that is wanted', async () => {
    const wanted = { capabilities: { alwaysMatch: { 'latchkey:pageScript': true } } }
    const { value } = await session.send('POST', '/session', wanted)
    const { sessionId, capabilities } = value as { sessionId: string; capabilities: object }

    expect(capabilities).toHaveProperty(
      ['latchkey:pageScript'],
      await read(`${session.automation.url}/session/${sessionId}/latchkey.js`),
    )
  })

  it.each([
    ['no body', undefined],
    ['an array', []],
    ['no capabilities', {}],
    ['capabilities of a wrong type', { capabilities: 5 }],
    ['firstMatch empty', { capabilities: { firstMatch: [] } }],
    ['an unknown capability', { capabilities: { alwaysMatch: { colour: 'red' } } }],
    ['an invalid browser name', { capabilities: { alwaysMatch: { browserName: 5 } } }],
    ['an invalid flag', { capabilities: { alwaysMatch: { 'webauthn:extension:prf': 'yes' } } }],
    [
      'a capability given twice',
      {
        capabilities: {
          alwaysMatch: { browserName: 'a' },
          firstMatch: [{ browserName: 'b' }],
        },
      },
    ],
  ])('is refused for %s', async (_what, body) => {
    expect(await session.send('POST', '/session', body)).toMatchObject(INVALID)
  })

  it('is not created when it requires an unknown extension', async () => {
    const wants = (id: string) => ({ [`webauthn:extension:${id}`]: true })
    const firstMatch = [wants('uvm'), wants('prf')]

    expect(
      await session.send('POST', '/session', { capabilities: { alwaysMatch: wants('uvm') } }),
    ).toMatchObject(failure('session not created', 500))
    expect(await session.send('POST', '/session', { capabilities: { firstMatch } })).toMatchObject({
      status: 200,
    })
  })

  it('closes its world when it ends', async () => {
    expect(await session.send('DELETE', session.path)).toEqual({ status: 200, value: null })
    expect(session.world?.closed).toBe(true)
    expect(await session.send('DELETE', session.path)).toMatchObject(
      failure('invalid session id', 404),
    )
  })

  it('does not know another session', async () => {
    const path = await session.add()
    const other = `/session/${await session.open()}`
    const authenticatorId = path.split('/').at(-1)

    expect(
      await session.send('GET', `${other}/webauthn/authenticator/${authenticatorId}/credentials`),
    ).toMatchObject(INVALID)
    expect(session.automation.worlds.map(({ authenticators }) => authenticators.size)).toEqual([
      1, 0,
    ])
  })
})

describe('an idle session', () => {
  const session = WebDriverSession.forEachTest({ sessionIdleMs: IDLE_MS })

  const isAlive = async () =>
    (await session.send('POST', `${session.path}/webauthn/authenticator`, USB)).status === 200

  it('ends after the idle time', async () => {
    session.automation.clock.advance(IDLE_MS)

    expect(session.world?.closed).toBe(true)
    expect(await isAlive()).toBe(false)
  })

  it('stays open after each request', async () => {
    session.automation.clock.advance(IDLE_MS - 1)
    expect(await isAlive()).toBe(true)
    session.automation.clock.advance(IDLE_MS - 1)

    expect(await isAlive()).toBe(true)
  })

  it('stays open while a page is open', async () => {
    const { world } = session
    if (world) world.pages = 1
    session.automation.clock.advance(3 * IDLE_MS)
    expect(world?.closed).toBe(false)
    if (world) world.pages = 0
    session.automation.clock.advance(IDLE_MS)

    expect(world?.closed).toBe(true)
  })
})
