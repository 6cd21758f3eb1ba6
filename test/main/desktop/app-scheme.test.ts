import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Protocol } from 'electron'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  answer,
  listFiles,
  registerAppScheme,
  serveAppScheme,
} from '../../../src/main/desktop/app-scheme'

type Handler = Parameters<Protocol['registerBufferProtocol']>[1]

describe('app://latchkey', () => {
  let home: string
  let files: ReadonlyMap<string, string>

  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'latchkey-scheme-'))
    const built = join(home, 'renderer')
    mkdirSync(join(built, 'assets'), { recursive: true })
    mkdirSync(join(built, 'index.js'))
    writeFileSync(join(home, 'vault.html'), 'SECRET')
    writeFileSync(join(built, 'index.html'), '<!doctype html>')
    writeFileSync(join(built, 'notes.txt'), 'SECRET')
    writeFileSync(join(built, 'assets', 'index-a1.js'), 'export {}')
    writeFileSync(join(built, 'assets', 'index-a1.css'), ':root {}')
    symlinkSync(join(home, 'vault.html'), join(built, 'linked.html'))
    files = listFiles(built)
  })

  afterAll(() => rmSync(home, { recursive: true }))

  const get = (url: string, method = 'GET') => answer(files, { method, url })

  it('has exactly these headers', () => {
    expect(get('app://latchkey/index.html').headers).toEqual({
      'Content-Security-Policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'none'; frame-src 'none'; object-src 'none'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types vue",
      'X-Content-Type-Options': 'nosniff',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
    })
  })

  it.each([
    ['app://latchkey/index.html', 'text/html', '<!doctype html>'],
    ['app://latchkey/assets/index-a1.js', 'text/javascript', 'export {}'],
    ['app://latchkey/assets/index-a1.css', 'text/css', ':root {}'],
  ])('serves %s', (url, mimeType, body) => {
    const { data, ...response } = get(url)
    expect(response).toMatchObject({ statusCode: 200, mimeType, charset: 'utf-8' })
    expect(data.toString()).toBe(body)
  })

  it.each([
    ['the folder', 'app://latchkey/'],
    ['no path', 'app://latchkey'],
    ['a folder below', 'app://latchkey/assets'],
    ['a folder with the name of a script', 'app://latchkey/index.js'],
    ['a file that is not there', 'app://latchkey/none.html'],
    ['..', 'app://latchkey/../vault.html'],
    ['.. further down', 'app://latchkey/assets/../../vault.html'],
    ['.. that stays inside', 'app://latchkey/assets/../index.html'],
    ['.', 'app://latchkey/./index.html'],
    ['%2e%2e', 'app://latchkey/%2e%2e/vault.html'],
    ['%2E%2E', 'app://latchkey/%2E%2E/vault.html'],
    ['%252e', 'app://latchkey/%252e%252e/vault.html'],
    ['an encoded slash', 'app://latchkey/..%2fvault.html'],
    ['an encoded slash inside', 'app://latchkey/assets%2Findex-a1.js'],
    ['an encoded letter', 'app://latchkey/%69ndex.html'],
    ['a backslash', 'app://latchkey/..\\vault.html'],
    ['an encoded backslash', 'app://latchkey/..%5cvault.html'],
    ['NUL', 'app://latchkey/index.html\0'],
    ['an encoded NUL', 'app://latchkey/index.html%00'],
    ['NUL before another ending', 'app://latchkey/index.html%00.js'],
    ['an absolute path', 'app://latchkey//etc/passwd'],
    ['a drive', 'app://latchkey/C:/Windows/win.ini'],
    ['a query', 'app://latchkey/index.html?x=1'],
    ['an empty query', 'app://latchkey/index.html?'],
    ['a slash after it', 'app://latchkey/index.html/'],
    ['two slashes', 'app://latchkey//index.html'],
    ['other case', 'app://latchkey/INDEX.html'],
    ['the host in capitals', 'app://LATCHKEY/index.html'],
    ['another host', 'app://evil/index.html'],
    ['a host that begins alike', 'app://latchkey.evil/index.html'],
    ['a user', 'app://latchkey@evil/index.html'],
    ['a port', 'app://latchkey:80/index.html'],
    ['another scheme', 'file://latchkey/index.html'],
    ['a name of Object.prototype', 'app://latchkey/__proto__'],
    ['a type that is not the window’s', 'app://latchkey/notes.txt'],
    ['a link out of the folder', 'app://latchkey/linked.html'],
    ['nothing', ''],
  ])('answers 404 to %s', (_, url) => {
    const { statusCode, data } = get(url)
    expect(statusCode).toBe(404)
    expect(data).toHaveLength(0)
  })

  it.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'get', ''])(
    'answers 404 to the method %j',
    (method) => {
      expect(get('app://latchkey/index.html', method).statusCode).toBe(404)
    },
  )

  it('has the policy also for a missing file, since the error document is ours too', () => {
    const { headers } = get('app://latchkey/none.html')
    expect(headers).toMatchObject({
      'Content-Security-Policy': expect.stringContaining("default-src 'none'"),
      'X-Content-Type-Options': 'nosniff',
    })
  })

  it('is only a secure, standard scheme', () => {
    const registered: Parameters<Protocol['registerSchemesAsPrivileged']>[0][] = []
    registerAppScheme({
      registerSchemesAsPrivileged: (schemes) => void registered.push(schemes),
    })
    expect(registered).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ])
  })

  it('serves what was in the folder when the app started', () => {
    const handlers = new Map<string, Handler>()
    const folder = join(home, 'renderer')
    const registerBufferProtocol = (scheme: string, handler: Handler) => {
      handlers.set(scheme, handler)
      return true
    }
    serveAppScheme({ registerBufferProtocol }, folder) // oxlint-disable-line typescript/no-deprecated -- as in app-scheme.ts
    const late = join(folder, 'late.html')
    writeFileSync(late, 'SECRET')
    const handle = handlers.get('app')!
    const answers: unknown[] = []
    for (const url of ['app://latchkey/index.html', 'app://latchkey/late.html'])
      handle({ method: 'GET', url, headers: {}, referrer: '' }, (given) => answers.push(given))
    expect(answers).toMatchObject([{ statusCode: 200 }, { statusCode: 404 }])
  })
})
