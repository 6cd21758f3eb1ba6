import { describe, expect, it } from 'vitest'
import { parseOptions } from '../../../src/page/convert/parse-options'
import { otherRealm, testRealm } from '../../support/page-realm'

const creation = {
  rp: { name: 'Example' },
  user: { id: 'AQID', name: 'ada', displayName: 'Ada' },
  challenge: 'BAUG',
  pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
}
const parseCreation = (json: unknown) =>
  parseOptions(testRealm(), 'parseCreationOptionsFromJSON', json)
const parseRequest = (json: unknown) =>
  parseOptions(testRealm(), 'parseRequestOptionsFromJSON', json)
const buffer = (...bytes: number[]) => Uint8Array.from(bytes).buffer

describe('options from JSON', () => {
  it('of create() have their bytes as buffers, and the defaults of the specification', () => {
    const excludeCredentials = [{ type: 'public-key', id: 'AQ', transports: ['internal'] }]

    expect(parseCreation({ ...creation, excludeCredentials })).toEqual({
      rp: { name: 'Example' },
      user: { id: buffer(1, 2, 3), name: 'ada', displayName: 'Ada' },
      challenge: buffer(4, 5, 6),
      pubKeyCredParams: [{ type: 'public-key', alg: -7 }],
      excludeCredentials: [{ type: 'public-key', id: buffer(1), transports: ['internal'] }],
      attestation: 'none',
      attestationFormats: [],
      hints: [],
    })
  })

  it('of get() too', () => {
    expect(parseRequest({ challenge: 'BAUG', rpId: 'example.org', timeout: 5 })).toEqual({
      challenge: buffer(4, 5, 6),
      rpId: 'example.org',
      timeout: 5,
      allowCredentials: [],
      hints: [],
      userVerification: 'preferred',
    })
  })

  it('have the bytes of extensions as buffers, at any place', () => {
    const extensions = {
      credProps: true,
      largeBlob: { write: 'AQ' },
      prf: { evalByCredential: { AQID: { first: 'Ag', second: 'Aw' } } },
    }

    expect(parseRequest({ challenge: 'BAUG', extensions })).toMatchObject({
      extensions: {
        credProps: true,
        largeBlob: { write: buffer(1) },
        prf: { evalByCredential: { AQID: { first: buffer(2), second: buffer(3) } } },
      },
    })
  })

  it.each(['BAUG==', 'BA+/', 'B', 'Ä'])('are an EncodingError with %o for bytes', (challenge) => {
    expect(() => parseCreation({ ...creation, challenge })).toThrow(
      expect.objectContaining({ name: 'EncodingError' }),
    )
  })

  it.each([undefined, 5, {}, { challenge: 'BAUG' }])('are a TypeError of %o', (json) => {
    expect(() => parseCreation(json)).toThrow(expect.objectContaining({ name: 'TypeError' }))
  })

  it('hold buffers of the page’s own realm', () => {
    const realm = otherRealm()
    const { challenge } = parseOptions(realm, 'parseRequestOptionsFromJSON', {
      challenge: 'BAUG',
    }) as { challenge: ArrayBuffer }

    expect(Object.getPrototypeOf(challenge)).toBe(
      Object.getPrototypeOf(new realm.Uint8Array(1).buffer),
    )
  })
})
