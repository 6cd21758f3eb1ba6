import { describe, expect, it } from 'vitest'
import { ownRpId, relatedRpId, type RpIdContext } from '../../../../src/main/webauthn/client/rp-id'
import {
  relatedOriginsDocument,
  ServingAll,
  servingNothing,
} from '../../../support/related-origins'

const { signal } = new AbortController()
const alone = { relatedOrigins: servingNothing, signal }

const rpIdFor = async (origin: string, wanted: string | undefined, context: RpIdContext) =>
  ownRpId(origin, wanted) ?? (await relatedRpId(origin, wanted, context))

describe('the RP ID', () => {
  it.each([
    ['https://example.org', 'example.org'],
    ['https://login.example.org:8443', 'login.example.org'],
    ['http://localhost:47810', 'localhost'],
    ['https://bücher.example', 'xn--bcher-kva.example'],
    ['https://example.org.', 'example.org.'],
  ])('defaults, for the page %s, to the host %s', async (origin, rpId) => {
    expect(await rpIdFor(origin, undefined, alone)).toBe(rpId)
  })

  it.each([
    ['https://example.org', 'example.org'],
    ['https://login.example.org', 'example.org'],
    ['https://a.b.login.example.org', 'login.example.org'],
    ['https://login.example.co.uk', 'example.co.uk'],
    ['https://pages.ada.github.io', 'ada.github.io'],
    ['https://www.city.kawasaki.jp', 'city.kawasaki.jp'],
    ['https://app.intra.corp', 'intra.corp'],
    ['https://a_b.example.org', 'example.org'],
    ['http://localhost:3000', 'localhost'],
    ['https://www.xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('of the page %s may be %s', async (origin, wanted) => {
    expect(await rpIdFor(origin, wanted, alone)).toBe(wanted)
  })

  it.each([
    ['another site', 'https://example.org', 'example.com'],
    ['a longer name', 'https://example.org', 'login.example.org'],
    ['a sibling', 'https://a.example.org', 'b.example.org'],
    ['a suffix without its dot', 'https://notexample.org', 'example.org'],
    ['a suffix of a label', 'https://notsub.example.com', 'sub.example.com'],
    ['a top-level domain', 'https://example.com', 'com'],
    ['a public suffix of two labels', 'https://example.co.uk', 'co.uk'],
    ['a private suffix', 'https://ada.github.io', 'github.io'],
    ['the suffix of a wildcard rule', 'https://a.b.kawasaki.jp', 'b.kawasaki.jp'],
    ['localhost for a host below localhost', 'https://app.localhost', 'localhost'],
    ['an empty text', 'https://example.org', ''],
    ['a trailing dot', 'https://example.org', 'example.org.'],
    ['a suffix without the trailing dot of the host', 'https://login.example.org.', 'example.org'],
    ['a leading dot', 'https://login.example.org', '.example.org'],
    ['upper case', 'https://example.org', 'EXAMPLE.org'],
    ['Unicode instead of punycode', 'https://www.xn--bcher-kva.example', 'bücher.example'],
    ['an origin', 'https://example.org', 'https://example.org'],
    ['a port', 'https://example.org:8443', 'example.org:8443'],
    ['a space', 'https://example.org', ' example.org'],
    ['a NUL', 'https://example.org', 'example.org\0'],
  ])('cannot be %s', async (_what, origin, wanted) => {
    await expect(rpIdFor(origin, wanted, alone)).rejects.toMatchObject({ name: 'SecurityError' })
  })

  it.each([
    ['http://127.0.0.1:8080', undefined],
    ['http://127.0.0.1:8080', '127.0.0.1'],
    ['https://[::1]', undefined],
    ['https://[::1]', '[::1]'],
    ['https://192.168.0.7', '0.7'],
  ])(
    'is rejected for %s, whose host is an IP address, when the page names %s',
    async (origin, wanted) => {
      const web = new ServingAll(relatedOriginsDocument([origin]))

      await expect(rpIdFor(origin, wanted, { relatedOrigins: web, signal })).rejects.toMatchObject({
        name: 'SecurityError',
      })
      expect(web.asked).toEqual([])
    },
  )

  it('is shortened in the reason of a refusal', async () => {
    await expect(rpIdFor('https://example.org', 'x'.repeat(100_000), alone)).rejects.toThrow(
      /^.{0,500}$/,
    )
  })

  it('needs no fetch when it is a suffix of the page’s host', async () => {
    const web = new ServingAll(relatedOriginsDocument([]))
    await rpIdFor('https://login.example.org', 'example.org', { relatedOrigins: web, signal })

    expect(web.asked).toEqual([])
  })

  it('may be another domain that lists the page’s origin as related', async () => {
    const web = new ServingAll(relatedOriginsDocument(['https://example.de']))

    expect(
      await rpIdFor('https://example.de', 'example.com', { relatedOrigins: web, signal }),
    ).toBe('example.com')
    expect(web.asked).toEqual(['example.com'])
  })

  it('is rejected with the reason why the origins are not related', async () => {
    await expect(rpIdFor('https://example.de', 'example.com', alone)).rejects.toThrow(
      'the RP ID "example.com" is neither the domain of https://example.de nor a registrable suffix of it, ' +
        'and the two are not related: https://example.com/.well-known/webauthn could not be fetched: nobody is there',
    )
  })
})
