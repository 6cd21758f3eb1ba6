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
    expect(Object.fromEntries(get('app://latchkey/index.html').headers)).toEqual({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy':
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
        "font-src 'self'; connect-src 'none'; frame-src 'none'; object-src 'none'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
        "require-trusted-types-for 'script'; trusted-types vue",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    })
  })

  it.each([
    ['app://latchkey/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['app://latchkey/assets/index-a1.js', 'text/javascript; charset=utf-8', 'export {}'],
    ['app://latchkey/assets/index-a1.css', 'text/css; charset=utf-8', ':root {}'],
  ])('serves %s', async (url, type, body) => {
    const response = get(url)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    await expect(response.text()).resolves.toBe(body)
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
  ])('answers 404 to %s', async (_, url) => {
    const response = get(url)
    expect(response.status).toBe(404)
    await expect(response.text()).resolves.toBe('')
  })

  it.each(['POST', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'get', ''])(
    'answers 404 to the method %j',
    (method) => {
      expect(get('app://latchkey/index.html', method).status).toBe(404)
    },
  )

  it('has the policy also for a missing file, since the error document is ours too', () => {
    const { headers } = get('app://latchkey/none.html')
    expect(headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('is a secure, standard scheme, and no more than that', () => {
    const registered: Parameters<Protocol['registerSchemesAsPrivileged']>[0][] = []
    registerAppScheme({
      registerSchemesAsPrivileged: (schemes) => void registered.push(schemes),
    })
    expect(registered).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ])
  })

  it('serves what was in the folder when the app started', async () => {
    const handlers = new Map<string, Parameters<Protocol['handle']>[1]>()
    const folder = join(home, 'renderer')
    serveAppScheme({ handle: (scheme, handler) => void handlers.set(scheme, handler) }, folder)
    const late = join(folder, 'late.html')
    writeFileSync(late, 'SECRET')
    const handle = handlers.get('app')!
    const request = (url: string) => ({ method: 'GET', url }) as Request
    expect((await handle(request('app://latchkey/index.html'))).status).toBe(200)
    expect((await handle(request('app://latchkey/late.html'))).status).toBe(404)
  })
})
