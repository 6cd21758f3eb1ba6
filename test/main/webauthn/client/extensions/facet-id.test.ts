import { describe, expect, it } from 'vitest'
import { authorizedAppId } from '../../../../../src/main/webauthn/client/extensions/facet-id'

describe('a page', () => {
  it.each([
    ['its own host', 'https://example.org/app', 'https://example.org'],
    ['its own host at another port', 'https://example.org:8443', 'https://example.org'],
    ['another host of its site', 'https://u2f.example.org/x', 'https://login.example.org'],
    ['localhost over https', 'https://localhost/x', 'https://localhost:8443'],
    ['exactly its own origin without https', 'http://localhost:3000', 'http://localhost:3000'],
  ])('may use an AppID on %s', (_what, appId, origin) => {
    expect(authorizedAppId(appId, origin)).toBe(appId)
  })

  it('uses its own origin when the AppID is empty', () => {
    expect(authorizedAppId('', 'https://example.org')).toBe('https://example.org')
  })

  it.each([
    ['another site', 'https://example.com', 'https://example.org'],
    ['another site of a shared suffix', 'https://a.github.io', 'https://b.github.io'],
    ['https when the page has no https', 'https://localhost', 'http://localhost'],
    ['a host without https', 'http://example.org/x', 'https://example.org'],
    ['a text that is not a URL', 'example', 'https://example.org'],
    ['another address', 'https://192.0.2.1', 'https://192.0.2.2'],
  ])('may not use an AppID on %s', (_what, appId, origin) => {
    expect(authorizedAppId(appId, origin)).toBeNull()
  })
})
