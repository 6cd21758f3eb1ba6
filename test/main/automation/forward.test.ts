import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { command, startAutomation } from '../../support/automation'
import { FakeDriver } from '../../support/fake-driver'
import { failure, INVALID } from '../../support/webdriver-session'

const IDLE_MS = 60_000
const CHROME = { browserName: 'chrome', 'goog:chromeOptions': { args: ['--headless'] } }

let driver: FakeDriver
let automation: Awaited<ReturnType<typeof startAutomation>>

beforeEach(async () => {
  driver = await FakeDriver.start()
  driver.answer('POST /wd/session', {
    sessionId: 'abc-1',
    capabilities: { browserName: 'firefox', 'webauthn:virtualAuthenticators': false },
  })
  automation = await startAutomation({ webDriver: driver.url, sessionIdleMs: IDLE_MS })
})

afterEach(async () => {
  await automation.stop()
  await driver.stop()
})

const send = (method: string, path: string, body?: unknown, headers = {}) =>
  command(automation.url, method, path, body, headers)
const open = (capabilities: object = { alwaysMatch: CHROME }, more: object = {}) =>
  send('POST', '/session', { capabilities, ...more })

describe('a new session', () => {
  it('is opened at the driver and in Latchkey under one id', async () => {
    expect(await open()).toEqual({
      status: 200,
      value: {
        sessionId: 'abc-1',
        capabilities: {
          browserName: 'firefox',
          'webauthn:virtualAuthenticators': true,
          'webauthn:extension:credBlob': true,
          'webauthn:extension:largeBlob': true,
          'webauthn:extension:prf': true,
        },
      },
    })
    expect(automation.worlds).toHaveLength(1)
    const usb = { protocol: 'ctap2', transport: 'usb' }
    expect(await send('POST', '/session/abc-1/webauthn/authenticator', usb)).toMatchObject({
      status: 200,
    })
    expect(driver.asked).toHaveLength(1)
  })

  it('is requested from the driver without Latchkey’s capabilities', async () => {
    const ours = { 'webauthn:extension:prf': true, 'latchkey:pageScript': false }
    await open(
      { alwaysMatch: { ...CHROME, ...ours }, firstMatch: [{ platformName: 'linux' }] },
      { desiredCapabilities: {} },
    )

    expect(JSON.parse(driver.sent('POST /wd/session')?.body ?? '')).toEqual({
      capabilities: { alwaysMatch: CHROME, firstMatch: [{ platformName: 'linux' }] },
      desiredCapabilities: {},
    })
  })

  it('is not requested from the driver when Latchkey lacks a capability', async () => {
    expect(await open({ alwaysMatch: { 'webauthn:extension:uvm': true } })).toMatchObject(
      failure('session not created', 500),
    )
    expect(await open({ alwaysMatch: 5 })).toMatchObject(INVALID)
    expect(driver.asked).toEqual([])
  })

  it('fails with the error of the driver', async () => {
    driver.fail('POST /wd/session', 'session not created', 500)

    expect(await open()).toEqual({
      status: 500,
      value: { error: 'session not created', message: 'because', stacktrace: '' },
    })
    expect(automation.worlds).toEqual([])
  })

  it('fails when the program at the address is not a driver', async () => {
    driver.answers.set('POST /wd/session', { status: 200, body: '<html>' })

    expect(await open()).toMatchObject(failure('unknown error', 500))
  })

  it('fails when the driver does not run, and says how to start it', async () => {
    await driver.stop()

    expect(await open()).toMatchObject({
      status: 500,
      value: {
        message: expect.stringMatching(/does not answer \(ECONNREFUSED\); start it/) as string,
      },
    })
    expect(automation.faults).toEqual([])
  })

  it('is ended when the script cannot be injected into the browser’s pages', async () => {
    const gone = new URL(driver.url)
    driver.answer('POST /wd/session', {
      sessionId: 'abc-1',
      capabilities: { 'goog:chromeOptions': { debuggerAddress: gone.host } },
    })

    expect(await open()).toMatchObject({
      status: 500,
      value: {
        error: 'session not created',
        message: expect.stringContaining('pageScript') as string,
      },
    })
    expect(driver.sent('DELETE /wd/session/abc-1')).toBeDefined()
    expect(automation.worlds[0]?.closed).toBe(true)
  })
})

describe('a command for the driver', () => {
  beforeEach(() => open())

  it.each([
    ['GET', 'url', undefined],
    ['POST', 'url', { url: 'http://localhost/' }],
    ['DELETE', 'cookie/a%20b', undefined],
    ['POST', 'goog/cdp/execute', { cmd: 'Browser.getVersion', params: {} }],
  ])('is forwarded unchanged: %s %s', async (method, path, body) => {
    driver.answer(`${method} /wd/session/abc-1/${path}`, { any: 'thing' })

    expect(await send(method, `/session/abc-1/${path}`, body)).toEqual({
      status: 200,
      value: { any: 'thing' },
    })
    const sent = driver.sent(`${method} /wd/session/abc-1/${path}`)
    expect(sent?.body).toBe(body === undefined ? '' : JSON.stringify(body))
  })

  it('may be long, and may have a long answer', async () => {
    const long = 'x'.repeat(20 * 1024 * 1024)
    driver.answer('POST /wd/session/abc-1/se/file', long)
    const { value } = await send('POST', '/session/abc-1/se/file', { file: long })

    expect(value).toBe(long)
    expect(driver.sent('POST /wd/session/abc-1/se/file')?.body.length).toBe(long.length + 11)
  })

  it('fails with the error of the driver', async () => {
    driver.fail('POST /wd/session/abc-1/element', 'no such element')

    expect(await send('POST', '/session/abc-1/element', {})).toEqual({
      status: 404,
      value: { error: 'no such element', message: 'because', stacktrace: 'at driver' },
    })
    expect(await send('GET', '/session/abc-1/title')).toMatchObject({ status: 200 })
  })

  it('sends the driver neither the secret nor the client’s other headers', async () => {
    await send('GET', '/session/abc-1/title', undefined, { Authorization: 'Basic x', 'X-Own': 'y' })
    const secret = new URL(automation.url).pathname.slice(1)

    expect(JSON.stringify(driver.asked)).not.toContain(secret)
    const { headers } = driver.sent('GET /wd/session/abc-1/title') ?? {}
    expect(headers).not.toMatchObject({ authorization: expect.anything() as unknown })
    expect(headers).not.toMatchObject({ 'x-own': expect.anything() as unknown })
  })

  it('is not forwarded for a page', async () => {
    const before = driver.asked.length
    for (const headers of [
      { Origin: 'http://a.test' },
      { Cookie: 'a=b' },
      { 'Sec-Fetch-Mode': 'cors' },
    ])
      expect((await send('GET', '/session/abc-1/title', undefined, headers)).status).toBe(403)

    expect(driver.asked).toHaveLength(before)
  })

  it('is not forwarded for a session that Latchkey did not open', async () => {
    expect(await send('GET', '/session/other/title')).toMatchObject(
      failure('invalid session id', 404),
    )
    expect(driver.sent('GET /wd/session/other/title')).toBeUndefined()
  })

  it('is ended when its client disconnects', async () => {
    driver.hang('GET /wd/session/abc-1/screenshot')
    const asked = request(`${automation.url}/session/abc-1/screenshot`)
    asked.on('error', () => undefined)
    asked.end()
    await expect.poll(() => driver.hanging.has('GET /wd/session/abc-1/screenshot')).toBe(true)
    asked.destroy()

    await driver.hanging.get('GET /wd/session/abc-1/screenshot')
  })

  it('keeps the content type of the answer', async () => {
    const type = 'text/plain; charset=utf-8'
    driver.answers.set('GET /wd/session/abc-1/source', { status: 200, body: 'text', type })
    const asked = request(`${automation.url}/session/abc-1/source`)
    asked.end()
    const [response] = (await once(asked, 'response')) as [IncomingMessage]

    expect(response.headers['content-type']).toBe(type)
    expect(await text(response)).toBe('text')
  })

  it('is unknown when it does not belong to a session', async () => {
    expect(await send('GET', '/sessions')).toMatchObject(failure('unknown command', 404))
    expect(await send('GET', '/session')).toMatchObject(failure('unknown method', 405))
    expect(await send('GET', '/session/abc-1/latchkey/nothing')).toMatchObject(
      failure('unknown command', 404),
    )
  })
})

describe('the end of a session', () => {
  beforeEach(() => open())

  it('ends the session of the driver and of Latchkey', async () => {
    expect(await send('DELETE', '/session/abc-1')).toEqual({ status: 200, value: null })
    expect(driver.sent('DELETE /wd/session/abc-1')).toBeDefined()
    expect(automation.worlds[0]?.closed).toBe(true)
  })

  it('ends Latchkey’s session when the driver fails to end its session', async () => {
    driver.fail('DELETE /wd/session/abc-1', 'unknown error', 500)

    expect(await send('DELETE', '/session/abc-1')).toMatchObject(failure('unknown error', 500))
    expect(automation.worlds[0]?.closed).toBe(true)
    expect(await send('GET', '/session/abc-1/title')).toMatchObject(
      failure('invalid session id', 404),
    )
  })

  it('is detected when the browser has closed', async () => {
    driver.fail('GET /wd/session/abc-1/title', 'invalid session id')

    expect(await send('GET', '/session/abc-1/title')).toMatchObject(
      failure('invalid session id', 404),
    )
    expect(automation.worlds[0]?.closed).toBe(true)
  })

  it('follows when the session is idle, also at the driver', async () => {
    automation.clock.advance(IDLE_MS - 1)
    await send('GET', '/session/abc-1/title')
    automation.clock.advance(IDLE_MS - 1)
    expect(driver.sent('DELETE /wd/session/abc-1')).toBeUndefined()
    automation.clock.advance(1)

    await expect.poll(() => driver.sent('DELETE /wd/session/abc-1')).toBeDefined()
  })

  it('follows when the automation stops, also at the driver', async () => {
    await automation.stop()
    expect(driver.sent('DELETE /wd/session/abc-1')).toBeDefined()
    automation = await startAutomation()
  })
})

it('reports whether the driver is ready', async () => {
  driver.answer('GET /wd/status', { ready: false, message: 'busy' })

  expect(await send('GET', '/status')).toEqual({
    status: 200,
    value: { ready: false, message: 'busy' },
  })
})
