import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { command, startAutomation } from '../../support/automation'
import { FakeBidi } from '../../support/fake-bidi'
import { FakeDriver } from '../../support/fake-driver'
import { failure } from '../../support/webdriver-session'

const FIREFOX = { browserName: 'firefox', 'moz:firefoxOptions': { args: ['-headless'] } }

let bidi: FakeBidi
let driver: FakeDriver
let automation: Awaited<ReturnType<typeof startAutomation>>

beforeEach(async () => {
  bidi = await FakeBidi.start()
  driver = await FakeDriver.start()
  grant(bidi.url)
  automation = await startAutomation({ webDriver: driver.url })
})

afterEach(async () => {
  await automation.stop()
  await driver.stop()
  await bidi.stop()
})

/** The URL of the driver's next sessions. */
function grant(webSocketUrl?: string): void {
  const capabilities = { browserName: 'firefox', ...(webSocketUrl && { webSocketUrl }) }
  driver.answer('POST /wd/session', { sessionId: 'abc-1', capabilities })
}

const open = (capabilities: object = { alwaysMatch: FIREFOX }) =>
  command(automation.url, 'POST', '/session', { capabilities })

/** The capabilities that were requested from the driver, each time. */
const asked = () =>
  driver.asked
    .filter(({ method, path }) => `${method} ${path}` === 'POST /wd/session')
    .map(({ body }) => (JSON.parse(body) as { capabilities: unknown }).capabilities)

describe('a session of a client that does not ask for BiDi', () => {
  it('asks for BiDi, and also fits browsers without BiDi', async () => {
    await open({ alwaysMatch: FIREFOX, firstMatch: [{ platformName: 'linux' }, {}] })

    expect(asked()).toEqual([
      {
        alwaysMatch: FIREFOX,
        firstMatch: [
          { platformName: 'linux', webSocketUrl: true },
          { platformName: 'linux' },
          { webSocketUrl: true },
          {},
        ],
      },
    ])
  })

  it('adds the script to every page, and keeps the address to itself', async () => {
    const { status, value } = await open()

    expect(status).toBe(200)
    expect(bidi.received).toEqual([
      {
        id: 1,
        method: 'script.addPreloadScript',
        params: { functionDeclaration: expect.stringMatching(/^\(\) => \{ .+\n\}$/s) as string },
      },
    ])
    expect(JSON.stringify(bidi.received)).toContain(
      JSON.stringify(automation.worlds[0]?.pageScript()).slice(1, -1),
    )
    expect(JSON.stringify(value)).not.toContain('webSocketUrl')
  })

  it('leaves no connection open', async () => {
    await open()

    await expect.poll(() => bidi.open).toBe(0)
  })

  it('asks a driver that is older than BiDi again, without BiDi', async () => {
    driver.fail('POST /wd/session', 'invalid argument', 400)

    expect(await open()).toMatchObject(failure('invalid argument', 400))
    expect(asked()).toEqual([
      { alwaysMatch: FIREFOX, firstMatch: [{ webSocketUrl: true }, {}] },
      { alwaysMatch: FIREFOX, firstMatch: [{}] },
    ])
  })

  it.each([
    ['no address', undefined],
    ['an address of another computer', 'ws://192.0.2.1:4444/session/abc-1'],
    ['what is no WebSocket', 'http://127.0.0.1:4444/session/abc-1'],
  ])('continues without the script when the driver answers %s', async (_, url) => {
    grant(url)

    expect(await open()).toMatchObject({ status: 200 })
    expect(bidi.received).toEqual([])
  })
})

describe('a session of a client that asks for BiDi itself', () => {
  it('gets its address, and has the script', async () => {
    const { value } = await open({ alwaysMatch: { ...FIREFOX, webSocketUrl: true } })

    expect(value).toMatchObject({ capabilities: { webSocketUrl: bidi.url } })
    expect(bidi.received).toHaveLength(1)
    expect(asked()).toEqual([{ alwaysMatch: { ...FIREFOX, webSocketUrl: true }, firstMatch: [{}] }])
  })

  it('has the script even if events come first', async () => {
    bidi.answers = [
      { type: 'event', method: 'log.entryAdded', params: {} },
      { type: 'error', id: null, error: 'invalid argument', message: 'of another' },
      { type: 'success', id: 1, result: { script: 'script-1' } },
    ]

    expect(await open({ firstMatch: [{ webSocketUrl: true }] })).toMatchObject({ status: 200 })
  })
})

it.each([
  ['the client declines BiDi', { alwaysMatch: { ...FIREFOX, webSocketUrl: false } }],
  ['the client adds the script itself', { alwaysMatch: { 'latchkey:pageScript': false } }],
  ['the browser is Chrome', { firstMatch: [{ browserName: 'chrome' }] }],
  ['the browser has Edge’s options', { alwaysMatch: { 'ms:edgeOptions': {} } }],
])('does not ask for BiDi when %s', async (_, capabilities) => {
  grant()
  await open(capabilities)

  expect(JSON.stringify(asked())).not.toContain('"webSocketUrl":true')
})

describe('a session whose browser does not take the script', () => {
  const REFUSED = {
    status: 500,
    value: {
      error: 'session not created',
      message: expect.stringContaining('pageScript') as string,
    },
  }

  afterEach(() => {
    expect(driver.sent('DELETE /wd/session/abc-1')).toBeDefined()
    expect(automation.worlds[0]?.closed).toBe(true)
  })

  it('is ended when the browser refuses the script, and the log has no script', async () => {
    const message = 'near () => { the-quoted-script }'
    bidi.answers = [{ type: 'error', id: 1, error: 'invalid argument', message }]

    expect(await open()).toMatchObject(REFUSED)
    expect(String(automation.faults)).toContain('invalid argument')
    expect(String(automation.faults)).not.toContain('the-quoted-script')
  })

  it('is ended when the browser closes the connection', async () => {
    bidi.answers = []

    expect(await open()).toMatchObject(REFUSED)
  })

  it('is ended when nothing listens at the address', async () => {
    const { url } = bidi
    await bidi.stop()
    bidi = await FakeBidi.start()
    grant(url)

    expect(await open()).toMatchObject(REFUSED)
  })
})
