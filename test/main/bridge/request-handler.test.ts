import { describe, expect, it } from 'vitest'
import { ORIGIN, SCRIPT, startBridge } from '../../support/bridge'
import { exchange, scriptText, upgradeText } from '../../support/raw-http'

const FORBIDDEN = 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'

describe('an upgrade', () => {
  it('is answered with the subprotocol, and without an extension', async () => {
    const { port } = await startBridge()
    const offered = { 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' }

    const answer = await exchange(port, upgradeText(port, offered))

    expect(answer).toContain('HTTP/1.1 101 ')
    expect(answer).toContain('Sec-WebSocket-Protocol: latchkey.v1\r\n')
    expect(answer).not.toContain('Extensions')
  })

  it.each(['127.0.0.1', 'localhost', '[::1]'])('is accepted with the Host %s', async (host) => {
    const { port } = await startBridge()

    const answer = await exchange(port, upgradeText(port, { Host: `${host}:${port}` }))

    expect(answer).toContain('HTTP/1.1 101 ')
  })

  it('is accepted over IPv6', async () => {
    const { port } = await startBridge()

    expect(await exchange(port, upgradeText(port), '::1')).toContain('HTTP/1.1 101 ')
  })

  it.each<[string, (port: number) => string, string]>([
    ['no Origin', (port) => upgradeText(port, { Origin: null }), 'Origin header is missing'],
    ['an opaque Origin', (port) => upgradeText(port, { Origin: 'null' }), 'opaque'],
    ['two Origins', (port) => upgradeText(port, { Origin: [ORIGIN, ORIGIN] }), 'two Origin'],
    [
      'two Origins in one',
      (port) => upgradeText(port, { Origin: `${ORIGIN}, https://a.test` }),
      'not written',
    ],
    [
      'a long Origin',
      (port) => upgradeText(port, { Origin: `https://${'a'.repeat(300)}` }),
      'longer',
    ],
    [
      'an insecure Origin',
      (port) => upgradeText(port, { Origin: 'http://rp.test' }),
      'secure context',
    ],
    [
      'a blocked Origin',
      (port) => upgradeText(port, { Origin: 'https://blocked.test' }),
      'has blocked',
    ],
    [
      'two Hosts',
      (port) => upgradeText(port, { Host: [`localhost:${port}`, 'evil.test'] }),
      'two Host',
    ],
    [
      'a rebound Host',
      (port) => upgradeText(port, { Host: `evil.test:${port}` }),
      'names another host',
    ],
    ['a Host without port', (port) => upgradeText(port, { Host: 'localhost' }), 'names another'],
    [
      'the absolute form',
      (port) => upgradeText(port, {}, `GET http://127.0.0.1:${port}/v1/ws HTTP/1.1`),
      'the request is not for',
    ],
    ['a query', (port) => upgradeText(port, {}, 'GET /v1/ws?a HTTP/1.1'), 'the request is not for'],
    [
      'a fragment',
      (port) => upgradeText(port, {}, 'GET /v1/ws#a HTTP/1.1'),
      'the request is not for',
    ],
    [
      'dots',
      (port) => upgradeText(port, {}, 'GET /v1/../v1/ws HTTP/1.1'),
      'the request is not for',
    ],
    [
      'another case',
      (port) => upgradeText(port, {}, 'GET /V1/WS HTTP/1.1'),
      'the request is not for',
    ],
    ['POST', (port) => upgradeText(port, {}, 'POST /v1/ws HTTP/1.1'), 'method'],
    ['PUT', (port) => upgradeText(port, {}, 'PUT /v1/ws HTTP/1.1'), 'method'],
    ['OPTIONS', (port) => upgradeText(port, {}, 'OPTIONS /v1/ws HTTP/1.1'), 'method'],
    ['TRACE', (port) => upgradeText(port, {}, 'TRACE /v1/ws HTTP/1.1'), 'method'],
    ['CONNECT', (port) => upgradeText(port, {}, 'CONNECT localhost:80 HTTP/1.1'), 'CONNECT'],
    ['HTTP/1.0', (port) => upgradeText(port, {}, 'GET /v1/ws HTTP/1.0'), 'HTTP/1.1'],
    [
      'no subprotocol',
      (port) => upgradeText(port, { 'Sec-WebSocket-Protocol': null }),
      'subprotocol',
    ],
    [
      'another subprotocol',
      (port) => upgradeText(port, { 'Sec-WebSocket-Protocol': 'latchkey.v2' }),
      'subprotocol',
    ],
    [
      'another version',
      (port) => upgradeText(port, { 'Sec-WebSocket-Version': '12' }),
      'Sec-WebSocket-Version',
    ],
    ['a bad key', (port) => upgradeText(port, { 'Sec-WebSocket-Key': 'x' }), 'Sec-WebSocket-Key'],
    ['another protocol', (port) => upgradeText(port, { Upgrade: 'h2c' }), 'not an upgrade'],
    ['no upgrade at all', (port) => upgradeText(port, { Upgrade: null }), 'the request is not for'],
    [
      'the script without metadata',
      (port) => scriptText(port, { 'Sec-Fetch-Site': null }),
      'Fetch',
    ],
    [
      'the script as a service worker',
      (port) => scriptText(port, { 'Service-Worker': 'script' }),
      'service worker',
    ],
    [
      'the script with a query',
      (port) => scriptText(port, {}, 'GET /latchkey.js?a HTTP/1.1'),
      'the request is not for',
    ],
    ['another path', (port) => scriptText(port, {}, 'GET / HTTP/1.1'), 'the request is not for'],
    ['a CORS preflight', (port) => scriptText(port, {}, 'OPTIONS /latchkey.js HTTP/1.1'), 'method'],
    [
      'a body that is announced',
      (port) => scriptText(port, { Expect: '100-continue' }, 'POST /latchkey.js HTTP/1.1'),
      'method',
    ],
    [
      'another expectation',
      (port) => scriptText(port, { Expect: 'x' }, 'POST /latchkey.js HTTP/1.1'),
      'method',
    ],
  ])('is refused with the same answer for every fault: %s', async (_, text, reason) => {
    const { port, ports } = await startBridge()
    ports.blocked.add('https://blocked.test')

    expect(await exchange(port, text(port))).toBe(FORBIDDEN)
    expect(ports.reports).toMatchObject([
      { kind: 'refusal', outcome: 'refused', reason: expect.stringContaining(reason) },
    ])
  })

  it('is refused when the grants cannot be read', async () => {
    const { port, ports } = await startBridge()
    ports.grants.isBlocked = () => {
      throw new Error('damaged')
    }

    expect(await exchange(port, upgradeText(port))).toBe(FORBIDDEN)
  })

  it('is accepted while the vault is locked, because the blocked origins are unknown', async () => {
    const { port, ports } = await startBridge()
    ports.lock()

    expect(await exchange(port, upgradeText(port))).toContain('HTTP/1.1 101 ')
  })

  it('without a Host is answered with 400, as HTTP requires', async () => {
    const { port } = await startBridge()

    expect(await exchange(port, upgradeText(port, { Host: null }))).toMatch(/^HTTP\/1.1 400 /)
    expect(await exchange(port, scriptText(port, { Host: null }))).toMatch(/^HTTP\/1.1 400 /)
  })

  it('records only a single, short origin', async () => {
    const { port, ports } = await startBridge()

    await exchange(port, upgradeText(port, { Origin: 'http://rp.test' }))
    await exchange(port, upgradeText(port, { Origin: [ORIGIN, ORIGIN] }))
    await exchange(port, upgradeText(port, { Origin: 'https://' + 'a'.repeat(400) }))

    expect(ports.reports.map(({ origin }) => origin)).toEqual(['http://rp.test', null, null])
  })
})

describe('the page’s script', () => {
  it('is served to any page, also for its integrity check, without cookies and MIME sniffing', async () => {
    const { port } = await startBridge()

    const answer = await exchange(port, scriptText(port, { Cookie: 'a=b' }))

    const [head = '', body] = answer.split('\r\n\r\n')
    expect(body).toBe(Buffer.from(SCRIPT).toString('latin1'))
    expect(head.split('\r\n').filter((line) => !line.startsWith('Date:'))).toEqual([
      'HTTP/1.1 200 OK',
      'Content-Type: text/javascript; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(SCRIPT)}`,
      'X-Content-Type-Options: nosniff',
      'Cross-Origin-Resource-Policy: cross-origin',
      'Access-Control-Allow-Origin: *',
      'Cache-Control: no-cache',
      'Connection: close',
    ])
  })

  it('is omitted from the answer to HEAD', async () => {
    const { port } = await startBridge()

    const answer = await exchange(port, scriptText(port, {}, 'HEAD /latchkey.js HTTP/1.1'))

    expect(answer).toContain(`Content-Length: ${Buffer.byteLength(SCRIPT)}\r\n`)
    expect(answer.endsWith('\r\n\r\n')).toBe(true)
  })

  it('is served while the vault is locked', async () => {
    const { port, ports } = await startBridge()
    ports.lock()

    expect(await exchange(port, scriptText(port))).toContain('200 OK')
  })
})
