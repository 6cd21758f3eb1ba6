import { THIS_COMPUTER } from '../../../src/main/platform/reach'
import { describe, expect, it } from 'vitest'
import {
  checkScriptRequest,
  checkUpgrade,
  type RequestDescription,
  type ServerContext,
} from '../../../src/main/bridge/request-checks'

const PORT = 47_801
const ORIGIN = 'http://localhost:47810'

describe('checkUpgrade', () => {
  it('accepts a page, and returns its origin', () => {
    expect(checkUpgrade(upgrade(), serverContext())).toEqual({ ok: true, origin: ORIGIN })
  })

  it.each(['127.0.0.1:47801', 'localhost:47801', '[::1]:47801'])('accepts the Host %s', (host) => {
    expect(checkUpgrade(upgrade({ headers: { host: [host] } }), serverContext()).ok).toBe(true)
  })

  it.each<[string, Change]>([
    ['does not come from this computer', { peerAddress: '192.168.1.2' }],
    ['does not come from this computer', { peerAddress: '127.0.0.2' }],
    ['does not come from this computer', { peerAddress: '::ffff:127.0.0.1' }],
    ['does not come from this computer', { peerAddress: undefined }],
    ['two Host headers', { headers: { host: ['localhost:47801', 'localhost:47801'] } }],
    ['Host header names another', { headers: { host: ['evil.test:47801'] } }],
    ['Host header names another', { headers: { host: ['localhost.:47801'] } }],
    ['Host header names another', { headers: { host: ['foo.localhost:47801'] } }],
    ['Host header names another', { headers: { host: ['0.0.0.0:47801'] } }],
    ['Host header names another', { headers: { host: ['[::]:47801'] } }],
    ['Host header names another', { headers: { host: ['[::ffff:7f00:1]:47801'] } }],
    ['Host header names another', { headers: { host: ['localhost'] } }],
    ['Host header names another', { headers: { host: ['localhost:47802'] } }],
    ['Host header names another', { headers: { host: [''] } }],
    ['the request is not for', { target: 'http://127.0.0.1:47801/v1/ws' }],
    ['the request is not for', { target: '/v1/ws?x' }],
    ['the request is not for', { target: '/v1/ws#' }],
    ['the request is not for', { target: '/v1/ws/' }],
    ['the request is not for', { target: '//v1/ws' }],
    ['the request is not for', { target: '/v1/../v1/ws' }],
    ['the request is not for', { target: '/v1/%77s' }],
    ['the request is not for', { target: '/latchkey.js' }],
    ['the request is not for', { target: undefined }],
    ['the method', { method: 'POST' }],
    ['the method', { method: 'TRACE' }],
    ['the method', { method: 'OPTIONS' }],
    ['the method', { method: 'PUT' }],
    ['the method', { method: 'HEAD' }],
    ['the method', { method: 'CONNECT' }],
    ['not HTTP/1.1', { httpVersion: '1.0' }],
    ['not an upgrade', { headers: { upgrade: ['h2c'] } }],
    ['not an upgrade', { headers: { upgrade: undefined } }],
    ['Sec-WebSocket-Version', { headers: { 'sec-websocket-version': ['8'] } }],
    ['Sec-WebSocket-Version', { headers: { 'sec-websocket-version': undefined } }],
    ['Sec-WebSocket-Key', { headers: { 'sec-websocket-key': ['short'] } }],
    ['Sec-WebSocket-Key', { headers: { 'sec-websocket-key': undefined } }],
    ['the subprotocol', { headers: { 'sec-websocket-protocol': undefined } }],
    ['the subprotocol', { headers: { 'sec-websocket-protocol': ['latchkey.v2'] } }],
    ['the subprotocol', { headers: { 'sec-websocket-protocol': ['latchkey.v1, other'] } }],
    ['Origin header is missing', { headers: { origin: undefined } }],
    ['two Origin headers', { headers: { origin: [ORIGIN, ORIGIN] } }],
    ['opaque', { headers: { origin: ['null'] } }],
    ['not written', { headers: { origin: [`${ORIGIN}, https://example.org`] } }],
    ['not a secure context', { headers: { origin: ['http://example.org'] } }],
    ['blocked', { headers: { origin: ['https://blocked.test'] } }],
  ])('refuses with 403: %s', (reason, change) => {
    const checked = checkUpgrade(upgrade(change), serverContext())

    expect(checked).toEqual({ ok: false, status: 403, reason: expect.stringContaining(reason) })
  })

  it('refuses a request without Host with 400, as HTTP requires', () => {
    const checked = checkUpgrade(upgrade({ headers: { host: undefined } }), serverContext())

    expect(checked).toMatchObject({ ok: false, status: 400 })
  })

  it('refuses with 429, and the reason, if there is no room for the origin', () => {
    const checked = checkUpgrade(
      upgrade(),
      serverContext({ fullFor: (origin) => `full for ${origin}` }),
    )

    expect(checked).toEqual({ ok: false, status: 429, reason: `full for ${ORIGIN}` })
  })

  it('names the first check that failed', () => {
    const all = upgrade({ peerAddress: '10.0.0.1', target: '/', headers: { origin: ['null'] } })

    expect(checkUpgrade(all, serverContext())).toMatchObject({
      reason: 'the connection does not come from this computer',
    })
  })
})

describe('checkScriptRequest', () => {
  it.each(['GET', 'HEAD'])('accepts %s for the script', (method) => {
    expect(checkScriptRequest(script({ method }), serverContext())).toEqual({ ok: true })
  })

  it.each<[string, Change]>([
    ['does not come from this computer', { peerAddress: '10.0.0.1' }],
    ['Host header names another', { headers: { host: ['evil.test:47801'] } }],
    ['two Host headers', { headers: { host: ['localhost:47801', 'evil.test'] } }],
    ['the request is not for', { target: '/' }],
    ['the request is not for', { target: '/latchkey.js?v=1' }],
    ['the request is not for', { target: 'http://127.0.0.1:47801/latchkey.js' }],
    ['the method', { method: 'POST' }],
    ['the method', { method: 'OPTIONS' }],
    ['not HTTP/1.1', { httpVersion: '1.0' }],
    ['Sec-Fetch-Site header is missing', { headers: { 'sec-fetch-site': undefined } }],
    ['two Sec-Fetch-Site headers', { headers: { 'sec-fetch-site': ['none', 'none'] } }],
    ['service worker', { headers: { 'service-worker': ['script'] } }],
  ])('refuses with 403: %s', (reason, change) => {
    const checked = checkScriptRequest(script(change), serverContext())

    expect(checked).toEqual({ ok: false, status: 403, reason: expect.stringContaining(reason) })
  })
})

type Change = Partial<RequestDescription>

/** A valid request. A test passes only the fields that it is about. */
function upgrade({ headers, ...fields }: Change = {}): RequestDescription {
  return {
    peerAddress: '127.0.0.1',
    method: 'GET',
    target: '/v1/ws',
    httpVersion: '1.1',
    ...fields,
    headers: {
      host: ['127.0.0.1:47801'],
      upgrade: ['websocket'],
      'sec-websocket-version': ['13'],
      'sec-websocket-key': ['dGhlIHNhbXBsZSBub25jZQ=='],
      'sec-websocket-protocol': ['latchkey.v1'],
      origin: [ORIGIN],
      ...headers,
    },
  }
}

function script({ headers, ...fields }: Change = {}): RequestDescription {
  return upgrade({
    target: '/latchkey.js',
    ...fields,
    headers: { 'sec-fetch-site': ['cross-site'], origin: undefined, ...headers },
  })
}

function serverContext(fields: Partial<ServerContext> = {}): ServerContext {
  return {
    port: PORT,
    reach: THIS_COMPUTER,
    isBlocked: (origin) => origin === 'https://blocked.test',
    fullFor: () => undefined,
    ...fields,
  }
}
