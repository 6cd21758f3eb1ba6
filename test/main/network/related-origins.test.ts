import type { RequestListener, ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { relatedOriginsOnTheWeb } from '../../../src/main/network/related-origins'
import type { Network } from '../../../src/main/network/system-network'
import { HttpsServer } from '../../support/https-server'

const PLACE = '/.well-known/webauthn'
const BODY = '{"origins":["https://shop.example"]}'
const TOO_MANY = 'too many such requests are in progress'
const NAMES = ['rp.example', 'other.example']

let server: HttpsServer
afterEach(() => server.stop())

describe('the document of related origins', () => {
  it('is fetched over https, from where the specification has it', async () => {
    const { fetch } = await serving(json(BODY))

    expect(await fetch()).toEqual({
      ok: true,
      status: 200,
      contentType: 'application/json',
      body: BODY,
    })
    expect(server.requests).toMatchObject([{ method: 'GET', url: PLACE }])
  })

  it('is asked for without a cookie, credentials, a referrer or an origin', async () => {
    const { fetch } = await serving((request, response) => {
      if (request.url !== PLACE) json(BODY)(request, response)
      else redirect(response, '/again', { 'Set-Cookie': 'a=b; Path=/; Secure' })
    })

    await fetch()

    expect(server.requests).toHaveLength(2)
    for (const { headers } of server.requests)
      expect(Object.keys(headers).sort()).toEqual([
        ...['accept', 'accept-encoding', 'connection', 'host'],
      ])
  })

  it('is requested again each time', async () => {
    const { fetch } = await serving(json(BODY))
    await fetch()
    await fetch()

    expect(server.requests).toHaveLength(2)
  })

  it.each([301, 302, 303, 307, 308])('is followed over status %d', async (status) => {
    const { fetch } = await serving((request, response) => {
      if (request.headers.host?.startsWith('other.example')) json(BODY)(request, response)
      else redirect(response, 'https://other.example/moved', {}, status)
    })

    expect(await fetch()).toMatchObject({ ok: true, status: 200, body: BODY })
    expect(server.requests.map(({ url }) => url)).toEqual([PLACE, '/moved'])
  })

  it('is given up if a redirect leads away from https', async () => {
    const { fetch } = await serving((_request, response) =>
      redirect(response, 'http://rp.example/.well-known/webauthn'),
    )

    expect(await fetch()).toEqual({ ok: false, reason: 'a redirect leads away from https' })
  })

  it.each([
    ['https://user:secret@rp.example/', 'a redirect names credentials'],
    ['https://[', 'a redirect has no valid URL'],
  ])('is given up if a redirect leads to %s', async (location, reason) => {
    const { fetch } = await serving((_request, response) => redirect(response, location))

    expect(await fetch()).toEqual({ ok: false, reason })
  })

  it('is given up after five redirects', async () => {
    const { fetch } = await serving((_request, response) => redirect(response, PLACE))

    expect(await fetch()).toEqual({ ok: false, reason: 'there were more than 5 redirects' })
    expect(server.requests).toHaveLength(6)
  })

  it('of another status is reported with its status', async () => {
    const { fetch } = await serving((_request, response) => response.writeHead(404).end('no'))

    expect(await fetch()).toEqual({ ok: true, status: 404, contentType: '', body: '' })
  })

  it('is read up to 256 KiB', async () => {
    const { fetch } = await serving(json('x'.repeat(262_144)))

    expect(await fetch()).toMatchObject({ ok: true, body: expect.stringMatching(/^x{262144}$/) })
  })

  it('of more than 256 KiB is given up, whether or not it ever ends', async () => {
    const { fetch } = await serving((_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' })
      const more = () => response.write('x'.repeat(65_536), (error) => !error && setImmediate(more))
      more()
    })

    expect(await fetch()).toEqual({ ok: false, reason: 'the document has more than 256 KiB' })
  })

  it.each<[string, RequestListener]>([
    ['does not begin', () => undefined],
    [
      'does not end',
      (_request, response) => response.writeHead(200, { 'Content-Type': 'text/plain' }).write('{'),
    ],
  ])('that %s is given up in time', async (_what, answer) => {
    const { fetch } = await serving(answer, { timeLimitMs: 50 })

    expect(await fetch()).toEqual({ ok: false, reason: 'the request took more than 0.05 seconds' })
  })

  it('is given up when the page aborts', async () => {
    const page = new AbortController()
    const { fetch } = await serving(() => page.abort())

    expect(await fetch('rp.example', page.signal)).toEqual({
      ok: false,
      reason: 'the page aborted its request',
    })
  })

  it('is fetched at most sixteen times at once', async () => {
    const open: ServerResponse[] = []
    const { fetch } = await serving((_request, response) => {
      if (open.push(response) === 16) for (const one of open) one.end()
    })
    const of = (origin: string) => fetch('rp.example', undefined, origin)
    const sixteen = Array.from({ length: 16 }, (_, i) => of(`https://${i % 4}.example`))

    expect(await of('https://5.example')).toEqual({ ok: false, reason: TOO_MANY })
    await Promise.all(sixteen)
  })

  it('is fetched at most four times at once for one origin, and other origins have room', async () => {
    const open: ServerResponse[] = []
    const { fetch } = await serving((_request, response) => {
      if (open.push(response) >= 5) for (const one of open) one.end()
    })
    const four = Array.from({ length: 4 }, () => fetch())

    expect(await fetch()).toEqual({ ok: false, reason: TOO_MANY })
    expect(await fetch('rp.example', undefined, 'https://other.example')).toMatchObject({
      ok: true,
    })
    expect(await Promise.all(four)).toHaveLength(4)
    expect(await fetch()).toMatchObject({ ok: true })
  })

  it('is not asked of a server whose certificate is not trusted', async () => {
    const { fetch } = await serving(json(BODY), { trusted: undefined })

    expect(await fetch()).toMatchObject({ ok: false, reason: expect.stringMatching(/CERT|VERIFY/) })
    expect(server.requests).toEqual([])
  })

  it('is not asked of a server with a certificate for another name', async () => {
    const { fetch } = await serving(json(BODY))

    expect(await fetch('third.example')).toEqual({
      ok: false,
      reason: 'ERR_TLS_CERT_ALTNAME_INVALID',
    })
  })
})

describe('a host that is not on the public internet', () => {
  const unreachable = { mayReach: (address: string) => address !== '127.0.0.1' }

  it('is not connected to', async () => {
    const { fetch } = await serving(json(BODY), unreachable)

    expect(await fetch()).toEqual({
      ok: false,
      reason: 'rp.example is not on the public internet',
    })
    expect(server.requests).toEqual([])
  })

  it('is not connected to when its name resolves differently in a second request', async () => {
    const resolved = ['127.0.0.1', '127.0.0.2']
    const { fetch } = await serving((_request, response) => redirect(response, PLACE), {
      mayReach: (address) => address === '127.0.0.1',
      resolve: async () => [{ address: resolved.shift() ?? '127.0.0.2', family: 4 }],
    })

    expect(await fetch()).toMatchObject({
      ok: false,
      reason: 'rp.example is not on the public internet',
    })
    expect(server.requests).toHaveLength(1)
  })

  it('is passed over if the name has a public address too', async () => {
    const { fetch } = await serving(json(BODY), {
      mayReach: (address) => address === '127.0.0.1',
      resolve: async () => [
        { address: '10.0.0.1', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ],
    })

    expect(await fetch()).toMatchObject({ ok: true })
  })

  it.each(['192.168.7.7', '[::1]'])('is not connected to by a redirect to %s', async (host) => {
    const { fetch } = await serving(
      (_request, response) => redirect(response, `https://${host}/`),
      {
        mayReach: (address) => address === '127.0.0.1',
      },
    )

    expect(await fetch()).toEqual({
      ok: false,
      reason: `${host.replace(/[[\]]/g, '')} is not on the public internet`,
    })
  })
})

it('a name that does not resolve is reported by its code', async () => {
  const { fetch } = await serving(json(BODY), {
    resolve: () => Promise.reject(Object.assign(new Error('secret'), { code: 'ENOTFOUND' })),
  })

  expect(await fetch()).toEqual({ ok: false, reason: 'ENOTFOUND' })
})

interface Changed extends Partial<Omit<Network, 'trusted'>> {
  readonly timeLimitMs?: number
  readonly trusted?: undefined
}

async function serving(answer: RequestListener, changed: Changed = {}) {
  server = await HttpsServer.start(NAMES, answer)
  const { timeLimitMs, ...network } = changed
  const source = relatedOriginsOnTheWeb(
    {
      resolve: async () => [{ address: '127.0.0.1', family: 4 }],
      mayReach: () => true,
      httpsPort: server.port,
      ...('trusted' in changed ? {} : { trusted: server.authority }),
      ...network,
    },
    timeLimitMs === undefined ? undefined : { timeLimitMs },
  )
  return {
    fetch: (
      domain = 'rp.example',
      signal = new AbortController().signal,
      origin = 'https://shop.example',
    ) => source.fetch(domain, origin, signal),
  }
}

function json(body: string): RequestListener {
  return (_request, response) =>
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(body)
}

function redirect(response: ServerResponse, location: string, headers = {}, status = 302): void {
  response.writeHead(status, { Location: location, ...headers }).end()
}
