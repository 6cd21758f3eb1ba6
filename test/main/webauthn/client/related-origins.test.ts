import { describe, expect, it } from 'vitest'
import { relatedOriginFault } from '../../../../src/main/webauthn/client/related-origins'
import type { WellKnownAnswer } from '../../../../src/main/webauthn/client/ports'
import { relatedOriginsDocument, ServingAll } from '../../../support/related-origins'

const CALLER = 'https://shop.example.de'
const PLACE = 'https://example.com/.well-known/webauthn'

const fault = (answer: WellKnownAnswer, caller = CALLER, rpId = 'example.com') =>
  relatedOriginFault(caller, rpId, new ServingAll(answer), new AbortController().signal)
const named = (...origins: unknown[]) => fault(relatedOriginsDocument(origins))

describe('the document of an RP ID (§5.11.1)', () => {
  it('vouches for an origin that it names', async () => {
    expect(await named('https://other.example', CALLER)).toBeNull()
  })

  it.each([
    ['https://SHOP.example.de/path?query', 'a URL of the origin'],
    ['https://shop.example.de:443', 'its default port'],
  ])('vouches by %s, %s', async (url) => {
    expect(await named(url)).toBeNull()
  })

  it.each([
    ['http://shop.example.de', 'another scheme'],
    ['https://shop.example.de:8443', 'another port'],
    ['https://example.de', 'the domain above'],
    ['https://a.shop.example.de', 'a domain below'],
    ['shop.example.de', 'not a URL'],
    ['', 'an empty text'],
  ])('does not vouch by %s, %s', async (url) => {
    expect(await named(url)).toBe(`${PLACE} does not name ${CALLER}`)
  })

  it('is fetched from the RP ID', async () => {
    const web = new ServingAll(relatedOriginsDocument([CALLER]))
    await relatedOriginFault(CALLER, 'example.com', web, new AbortController().signal)

    expect(web.asked).toEqual(['example.com'])
  })

  it.each([
    ['Not Found', { status: 404 }, 'answered with status 404, not 200'],
    ['another type', { contentType: 'text/html' }, 'was not served as application/json'],
    ['no type', { contentType: '' }, 'was not served as application/json'],
    ['a type of JSON’s family', { contentType: 'application/ld+json' }, 'was not served as'],
    ['invalid JSON', { body: '{' }, 'is not a JSON object with "origins", a list of strings'],
    ['a list', { body: JSON.stringify([CALLER]) }, 'is not a JSON object'],
    ['null', { body: 'null' }, 'is not a JSON object'],
    ['no list of origins', { body: '{}' }, 'is not a JSON object'],
    ['a text of origins', { body: JSON.stringify({ origins: CALLER }) }, 'is not a JSON object'],
    ['a list that is not of strings', { body: JSON.stringify({ origins: [CALLER, 1] }) }, 'is no'],
  ])('does not count: %s', async (_what, fields, reason) => {
    expect(await fault(relatedOriginsDocument([CALLER], fields))).toContain(`${PLACE} ${reason}`)
  })

  it.each(['application/json; charset=utf-8', 'Application/JSON', ' application/json '])(
    'counts with the type %j',
    async (contentType) => {
      expect(await fault(relatedOriginsDocument([CALLER], { contentType }))).toBeNull()
    },
  )

  it('may have other members', async () => {
    const body = JSON.stringify({ origins: [CALLER], more: 1 })

    expect(await fault(relatedOriginsDocument([], { body }))).toBeNull()
  })

  it('does not vouch for an origin when the fetch fails, and the reason is returned', async () => {
    expect(await fault({ ok: false, reason: 'ENOTFOUND' })).toBe(
      `${PLACE} could not be fetched: ENOTFOUND`,
    )
  })
})

describe('labels', () => {
  const five = ['one', 'two', 'three', 'four', 'five'].map((name) => `https://${name}.example`)

  it('count up to the fifth', async () => {
    expect(await named(...five.slice(1), CALLER)).toBeNull()
  })

  it('do not count after the fifth', async () => {
    expect(await named(...five, CALLER)).not.toBeNull()
  })

  it('count at any later place when they are among the first five', async () => {
    const origins = ['https://example.co.uk', ...five.slice(1), 'https://six.example', CALLER]

    expect(await named(...origins)).toBeNull()
  })

  it('are the same for one name under several suffixes', async () => {
    const many = ['at', 'be', 'ch', 'co.uk', 'fr', 'it'].map((tld) => `https://brand.${tld}`)

    expect(await named(...many, ...five.slice(1), CALLER)).not.toBeNull()
    expect(await named(...many, ...five.slice(2), CALLER)).toBeNull()
  })

  it('differ for pages under a private suffix', async () => {
    const pages = five.map((_url, at) => `https://user${at}.github.io`)

    expect(await named(...pages, CALLER)).not.toBeNull()
  })

  it('are not used up by entries without a label', async () => {
    const none = ['https://192.168.0.1', 'https://[::1]', 'https://com', 'https://github.io', 'x']

    expect(await named(...none, ...none, CALLER)).toBeNull()
  })
})

describe('an RP ID that is not a canonical domain', () => {
  it.each([
    ...['', 'EXAMPLE.com', 'example.com:8443', 'example.com/', 'user@example.com', '127.0.0.1'],
    ...['[::1]', '0x7f.1', 'bücher.example', 'a b', 'x'.repeat(254), 'example.com#', 'a?b'],
  ])('is not fetched: %j', async (rpId) => {
    const web = new ServingAll(relatedOriginsDocument([CALLER]))
    const { signal } = new AbortController()

    expect(await relatedOriginFault(CALLER, rpId, web, signal)).toMatch(
      /^the RP ID is not a domain name/,
    )
    expect(web.asked).toEqual([])
  })
})

it('an abort during the fetch rejects with the page’s reason', async () => {
  const page = new AbortController()
  const web = {
    fetch: async () => {
      page.abort('enough')
      return relatedOriginsDocument([CALLER])
    },
  }

  await expect(relatedOriginFault(CALLER, 'example.com', web, page.signal)).rejects.toBe('enough')
})
