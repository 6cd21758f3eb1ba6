import { describe, expect, it } from 'vitest'
import { hardenedServer } from '../../../src/main/bridge/http-server'
import { MemoryPorts, startBridge } from '../../support/bridge'
import { exchange, scriptText, slowExchange, upgradeText } from '../../support/raw-http'

describe('hardenedServer', () => {
  it('has short time-outs for slow and idle connections', () => {
    const server = hardenedServer(() => undefined)

    expect(server).toMatchObject({
      headersTimeout: 2_000,
      requestTimeout: 3_000,
      keepAliveTimeout: 1_000,
    })
  })

  it.each([
    ['a silent connection', '', undefined],
    ['a request that stops', 'GET /latchkey.js HTTP/1.1\r\n', undefined],
    ['a request that comes slowly', 'GET /latchkey.js HTTP/1.1\r\n', 'X: y\r\n'],
  ])('answers 408 to %s, and says so in the record', async (_, text, more) => {
    const patience = { headersMs: 40, requestMs: 60, keepAliveMs: 20 }
    const { port, ports } = await startBridge(new MemoryPorts(), { patience })

    expect(await slowExchange(port, text, more)).toBe(
      'HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
    )
    expect(ports.reasons).toEqual(['a request did not arrive in time'])
  })

  it('does not wait for the body of a request that it refuses', async () => {
    const { port, ports } = await startBridge()
    const text = scriptText(port, { 'Content-Length': '5' }, 'POST /latchkey.js HTTP/1.1')

    expect(await exchange(port, text)).toContain('HTTP/1.1 403 ')
    expect(ports.reasons).toEqual(['the method is not GET or HEAD'])
  })

  it.each<[number, string, (port: number) => string | Uint8Array, string]>([
    [400, 'noise', () => 'hello\r\n\r\n', 'malformed'],
    [400, 'the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'malformed'],
    [400, 'the hello of TLS', () => Uint8Array.of(22, 3, 1, 2, 0, 1, 0, 1), 'malformed'],
    [
      400,
      'Content-Length together with Transfer-Encoding',
      (port) =>
        scriptText(
          port,
          { 'Content-Length': '5', 'Transfer-Encoding': 'chunked' },
          'POST /latchkey.js HTTP/1.1',
        ),
      'malformed',
    ],
    [
      400,
      'a chunk without a length',
      (port) => {
        const chunked = { 'Transfer-Encoding': 'chunked' }
        return `${scriptText(port, chunked, 'POST /latchkey.js HTTP/1.1')}z\r\n`
      },
      'malformed',
    ],
    [400, 'NUL in a header', (port) => upgradeText(port, { 'X-Nul': 'a\0b' }), 'malformed'],
    [400, 'a header without a name', (port) => upgradeText(port, { '': 'x' }), 'malformed'],
    [
      431,
      'headers of more than 8 KiB',
      (port) => upgradeText(port, { X: 'a'.repeat(8_192) }),
      '8 KiB',
    ],
  ])('answers %i to %s, and records the reason', async (status, _, bytes, reason) => {
    const { port, ports } = await startBridge()

    const answer = await exchange(port, bytes(port))

    expect(answer).toMatch(
      new RegExp(
        `^HTTP/1.1 ${status} [A-Za-z ]+\r\nContent-Length: 0\r\nConnection: close\r\n\r\n$`,
      ),
    )
    expect(ports.reasons).toEqual([expect.stringContaining(reason)])
  })

  it('sees a second Origin after many other headers', async () => {
    const { port, ports } = await startBridge()
    const more = 'A:\r\n'.repeat(1_500) + 'Origin: https://evil.test\r\n'
    const text = upgradeText(port).replace(/\r\n$/, `${more}\r\n`)

    expect(await exchange(port, text)).toContain('403')
    expect(ports.reasons).toEqual(['there are two Origin headers'])
  })

  it('keeps serving after a malformed request', async () => {
    const { port } = await startBridge()
    await exchange(port, 'hello\r\n\r\n')

    expect(await exchange(port, upgradeText(port))).toContain('101')
  })
})
