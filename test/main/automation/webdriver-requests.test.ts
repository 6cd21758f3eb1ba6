import { describe, expect, it } from 'vitest'
import { command } from '../../support/automation'
import { failure, INVALID, WebDriverSession } from '../../support/webdriver-session'

const session = WebDriverSession.forEachTest()

describe('a request that is not a command', () => {
  it.each([
    ['GET', '/nothing'],
    ['GET', '/session/x/element'],
    ['POST', '/session/x/webauthn'],
    ['GET', '/'],
  ])('%s %s is unknown', async (method, path) => {
    expect(await session.send(method, path)).toMatchObject(failure('unknown command', 404))
  })

  it.each([
    ['PUT', '/session'],
    ['GET', '/session'],
    ['POST', '/status'],
  ])('%s %s is the wrong method', async (method, path) => {
    expect(await session.send(method, path)).toMatchObject(failure('unknown method', 405))
  })

  it('is refused when its body is not JSON', async () => {
    expect(await session.send('POST', '/session', '{')).toMatchObject(INVALID)
  })

  it('may have a body of 1 MB', async () => {
    const name = 'a'.repeat(1024 * 1024)

    expect(await session.send('POST', '/session', { capabilities: { [name]: 1 } })).toMatchObject({
      status: 200,
    })
    expect(
      await session.send('POST', '/session', { capabilities: { alwaysMatch: { [name]: 1 } } }),
    ).toMatchObject(INVALID)
  })

  it('is refused when it is longer than 16 MB', async () => {
    expect(await session.send('POST', '/session', 'x'.repeat(17 * 1024 * 1024))).toMatchObject(
      INVALID,
    )
  })

  it('does not find the names of inherited members', async () => {
    for (const id of ['__proto__', 'constructor', 'toString'])
      expect(await session.send('DELETE', `/session/${id}`)).toMatchObject(
        failure('invalid session id', 404),
      )
  })

  it('is answered with the readiness of Latchkey', async () => {
    expect(await session.send('GET', '/status')).toMatchObject({
      status: 200,
      value: { ready: true },
    })
  })
})

describe('a request of a page', () => {
  it.each([
    ['an Origin', { Origin: 'http://localhost:3000' }],
    ['the Origin null', { Origin: 'null' }],
    ['Fetch Metadata', { 'Sec-Fetch-Site': 'none' }],
    ['a fetch mode', { 'Sec-Fetch-Mode': 'no-cors' }],
    ['a Cookie', { Cookie: 'a=b' }],
    ['another host', { Host: 'evil.test' }],
    ['a host without a port', { Host: '127.0.0.1' }],
  ])('is refused for %s', async (_what, headers) => {
    expect(await command(session.automation.url, 'GET', '/status', undefined, headers)).toEqual({
      status: 403,
      value: undefined,
    })
  })

  it.each(['', 'x', 'A'.repeat(43)])('is refused without the secret (%j)', async (secret) => {
    const url = `${new URL(session.automation.url).origin}/${secret}`

    expect(await command(url, 'GET', '/status')).toEqual({ status: 403, value: undefined })
  })
})
