import { request } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { portNumber } from '../../demo/server'
import { startDemo, type Demo } from '../../demo/start-demo'
import { SoftPasskey } from '../support/soft-passkey'

const bridgeScript = 'http://127.0.0.1:47999/latchkey.js'
/** Each session of a test driver has a port of its own. */
const ANY_BRIDGE = "connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*;"
const registration = {
  userName: 'ada@example.org',
  displayName: 'Ada',
  residentKey: 'required',
  attestation: 'none',
}

describe('the demo’s server', () => {
  let demo: Demo

  beforeEach(async () => {
    demo = await startDemo({ port: 0, bridgeScript })
  })

  afterEach(() => demo.close())

  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    fetch(`${demo.origin}${path}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  it('serves the page with Latchkey’s script, and allows that script and the sockets of any port', async () => {
    const response = await fetch(demo.origin)

    expect(await response.text()).toContain(`<script src="${bridgeScript}"></script>`)
    const policy = response.headers.get('content-security-policy')
    expect(policy).toContain("script-src 'self' http://127.0.0.1:47999;")
    expect(policy).toContain(ANY_BRIDGE)
  })

  it('leaves the tag out on request', async () => {
    const plain = await startDemo({ port: 0, bridgeScript: null })
    const html = await (await fetch(plain.origin)).text()
    await plain.close()

    expect(html).not.toContain('latchkey.js')
  })

  it.each(['page.js', 'style.css'])('serves %s to be kept for ever', async (name) => {
    const html = await (await fetch(demo.origin)).text()
    const path = new RegExp(`"(/page-[0-9a-f]{16}/${name})"`).exec(html)?.[1]
    const response = await fetch(`${demo.origin}${path}`)

    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toContain('immutable')
  })

  it('serves a page for scripts, with Latchkey’s script and its socket', async () => {
    const response = await fetch(`${demo.origin}/calls`)

    expect(await response.text()).toContain(`<script src="${bridgeScript}"></script>`)
    expect(response.headers.get('content-security-policy')).toContain(ANY_BRIDGE)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it.each([
    '/server.ts',
    '/page',
    '/page/page.js',
    '/index.html',
    '/../server.ts',
    '/%2e%2e/server.ts',
    '/?',
  ])('does not serve other files, such as %s', async (path) => {
    expect(await statusOf({ path })).toBe(404)
  })

  it('keeps a session in a cookie that scripts and other sites do not get', async () => {
    const response = await post('/api/registration/begin', registration)

    expect(response.headers.get('set-cookie')).toMatch(
      /^latchkey-demo-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/,
    )
  })

  it.each(['/', '/calls'])(
    'opens the session with %s, so that calls at the same time are of one session',
    async (path) => {
      const page = await fetch(demo.origin + path)
      const cookie = page.headers.get('set-cookie')?.split(';')[0] ?? ''

      const calls = await Promise.all([
        fetch(`${demo.origin}/api/state`, { headers: { cookie } }),
        post('/api/registration/begin', registration, { cookie }),
        fetch(demo.origin + path, { headers: { cookie } }),
      ])

      for (const { headers } of calls) expect(headers.get('set-cookie')).toContain(`${cookie};`)
    },
  )

  it('opens no session for a script or a style', async () => {
    const html = await (await fetch(demo.origin)).text()
    const path = /src="(\/page-[^"]*)"/.exec(html)?.[1]

    expect((await fetch(`${demo.origin}${path}`)).headers.get('set-cookie')).toBeNull()
  })

  it('knows the session again', async () => {
    const begun = await post('/api/registration/begin', registration)
    const cookie = begun.headers.get('set-cookie')!.split(';')[0]!
    const options = (await begun.json()) as Parameters<SoftPasskey['register']>[0]
    const passkey = new SoftPasskey(demo.origin)

    await post('/api/registration/finish', passkey.register(options), { cookie })

    const state = await fetch(`${demo.origin}/api/state`, { headers: { cookie } })
    expect(await state.json()).toMatchObject({ signedIn: passkey.userHandle })
  })

  it('gives a new session id to a client that brings an invented one', async () => {
    const response = await fetch(`${demo.origin}/api/state`, {
      headers: { cookie: 'latchkey-demo-session=mine' },
    })

    expect(response.headers.get('set-cookie')).not.toContain('mine')
  })

  it.each([
    ['no JSON', '{', 400],
    ['not an object', '[]', 400],
    ['a missing field', { userName: 'ada' }, 400],
    ['an unknown field', { ...registration, admin: true }, 400],
    ['a wrong type', { ...registration, userName: 7 }, 400],
    ['an empty name', { ...registration, userName: ' ' }, 400],
    ['a name that is too long', { ...registration, userName: 'a'.repeat(65) }, 400],
    ['an unknown choice', { ...registration, residentKey: 'maybe' }, 400],
    ['too much', ' '.repeat(300_000), 413],
  ])('refuses %s', async (_, body, status) => {
    const response = await post('/api/registration/begin', body)

    expect(response.status).toBe(status)
    expect(await response.json()).toEqual({ error: expect.any(String) })
  })

  it('says which field is wrong', async () => {
    const response = await post('/api/names', { userName: '', displayName: 'Ada' })

    expect(await response.json()).toEqual({ error: 'Bad input: userName: must not be empty' })
  })

  it('refuses a body that is not JSON, as a form of another page would send it', async () => {
    const response = await post('/api/sign-out', '{}', { 'Content-Type': 'text/plain' })

    expect(response.status).toBe(415)
  })

  it('refuses an unknown call', async () => {
    expect((await post('/api/constructor', {})).status).toBe(404)
  })

  it('refuses a call by GET', async () => {
    expect((await fetch(`${demo.origin}/api/sign-out`)).status).toBe(405)
  })

  it('refuses other pages', async () => {
    const response = await post('/api/sign-out', {}, { origin: 'http://localhost:1' })

    expect(response.status).toBe(403)
  })

  it('refuses other names for its address', async () => {
    expect(await statusOf({ path: '/', headers: { host: 'evil.example' } })).toBe(403)
  })

  it('reports a change to every watcher', async () => {
    const events = await fetch(`${demo.origin}/api/events`)
    const reader = events.body!.pipeThrough(new TextDecoderStream()).getReader()
    await reader.read()

    await post('/api/sign-out', {})

    expect((await reader.read()).value).toBe('data: changed\n\n')
  })

  it('says so when its port is taken', async () => {
    const port = Number(new URL(demo.origin).port)

    await expect(startDemo({ port, bridgeScript })).rejects.toThrow(`port ${port} is taken`)
  })

  /** By `node:http`, which sends paths and Host headers as they are. */
  function statusOf(options: { path: string; headers?: Record<string, string> }): Promise<number> {
    const { hostname, port } = new URL(demo.origin)
    return new Promise((resolve, reject) => {
      request({ hostname, port, ...options }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
        .on('error', reject)
        .end()
    })
  }
})

it.each(['x', '-1', '65536', '1.5', ''])('refuses the port %j', (value) => {
  expect(() => portNumber('port', value)).toThrow('--port needs a port number from 0 to 65535.')
})

it('takes 0 for a free port', () => {
  expect(portNumber('port', '0')).toBe(0)
})
