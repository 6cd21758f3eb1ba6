import { describe, expect, it } from 'vitest'
import { displayHost, originFault, ownerOf } from '../../../src/main/bridge/origin'

describe('originFault', () => {
  it.each([
    'https://example.org',
    'https://example.org:8443',
    'https://xn--mnchen-3ya.de',
    'https://127.0.0.1:8443',
    'https://example.org.',
    'http://localhost',
    'http://localhost:47810',
    'http://app.localhost:3000',
    'http://127.0.0.1:8080',
    'http://[::1]:8080',
  ])('accepts %s', (origin) => {
    expect(originFault(origin)).toBeUndefined()
  })

  it.each([
    ['null', 'opaque'],
    ['', 'not written'],
    ['http://localhost:47810, https://example.org', 'not written'],
    ['http://localhost:47810/', 'not written'],
    ['http://localhost:47810/path', 'not written'],
    ['http://localhost:47810?', 'not written'],
    ['http://localhost:47810#', 'not written'],
    ['https://user@example.org', 'not written'],
    ['https://user:pass@example.org', 'not written'],
    ['https://EXAMPLE.org', 'not written'],
    ['HTTPS://example.org', 'not written'],
    ['https://example.org:443', 'not written'],
    ['http://localhost:80', 'not written'],
    ['https://münchen.de', 'not written'],
    ['https://1.2.3', 'not written'],
    ['http://0x7f000001', 'not written'],
    ['https://example.org\\', 'not written'],
    ['chrome-extension://abcdefghijklmnop', 'not written'],
    ['file://', 'not written'],
    ['javascript:alert(1)', 'not written'],
    ['blob:https://example.org/1', 'not written'],
    ['http://localhost:1.evil', 'not written'],
    ['wss://example.org', 'neither http nor https'],
    ['ftp://example.org', 'neither http nor https'],
    ['http://example.org', 'a host other than localhost'],
    ['http://localhost.evil.test', 'a host other than localhost'],
    ['http://evillocalhost', 'a host other than localhost'],
    ['http://127.0.0.2', 'a host other than localhost'],
    ['http://127.0.0.1.evil.test', 'a host other than localhost'],
    ['http://0.0.0.0', 'a host other than localhost'],
    ['http://[::ffff:7f00:1]', 'a host other than localhost'],
    ['http://localhost.', 'a host other than localhost'],
    ['http://.localhost', 'empty label'],
    ['http://a..localhost', 'empty label'],
    ['https://.', 'empty label'],
    ['https://.example.org', 'empty label'],
  ])('refuses %j: %s', (origin, reason) => {
    expect(originFault(origin)).toContain(reason)
  })

  it('accepts 300 characters and rejects 301', () => {
    const ofLength = (length: number) => `https://${'a'.repeat(length - 'https://'.length)}`

    expect(originFault(ofLength(300))).toBeUndefined()
    expect(originFault(ofLength(301))).toContain('longer than 300')
  })
})

describe('displayHost', () => {
  it.each([
    ['https://xn--mnchen-3ya.de', 'münchen.de'],
    ['https://example.org:8443', 'example.org'],
    ['http://[::1]:80', '[::1]'],
  ])('shows %s as %s', (origin, host) => {
    expect(displayHost(origin)).toBe(host)
  })

  it('shows a homograph as Unicode, so that it differs from the origin beside it', () => {
    expect(displayHost('https://xn--80ak6aa92e.com')).toBe('аррӏе.com')
  })
})

describe('ownerOf', () => {
  it.each([
    ['https://a.b.example.org', 'example.org'],
    ['https://example.org:8443', 'example.org'],
    ['https://mine.github.io', 'mine.github.io'],
    ['https://intranet', 'intranet'],
    ['https://rp.test:8443', 'rp.test'],
    ['http://localhost:3000', 'localhost:3000'],
    ['https://a.b.localhost:3000', 'localhost:3000'],
    ['http://127.0.0.1:3000', 'localhost:3000'],
    ['http://[::1]:3001', 'localhost:3001'],
    ['http://localhost', 'localhost:'],
  ])('%s belongs to %s', (origin, owner) => {
    expect(ownerOf(origin)).toBe(owner)
  })
})
