import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import {
  creationOptionsSchema,
  requestOptionsSchema,
  signalSchemas,
} from '../../src/shared/webauthn-json'
import { base64url, creationOptions, requestOptions } from '../support/webauthn-options'

const descriptors = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ type: 'public-key', id: base64url(`id ${i}`) }))

describe('the JSON of creation options', () => {
  it('has the specification’s defaults', () => {
    const options = v.parse(
      creationOptionsSchema,
      creationOptions({ authenticatorSelection: undefined }),
    )

    expect(options).toMatchObject({
      excludeCredentials: [],
      authenticatorSelection: { requireResidentKey: false, userVerification: 'preferred' },
      attestation: 'none',
      attestationFormats: [],
    })
  })

  it.each([
    ['no rp', { rp: undefined }],
    ['no rp.name', { rp: { id: 'example.org' } }],
    ['no user', { user: undefined }],
    ['no user.displayName', { user: { id: 'AQ', name: 'ada' } }],
    ['a padded user.id', { user: { id: 'AQ==', name: 'ada', displayName: 'Ada' } }],
    ['a user.id that is no text', { user: { id: [1], name: 'ada', displayName: 'Ada' } }],
    ['no challenge', { challenge: undefined }],
    ['a challenge of the standard alphabet', { challenge: 'a+/b' }],
    ['no pubKeyCredParams', { pubKeyCredParams: undefined }],
    ['an alg that is text', { pubKeyCredParams: [{ type: 'public-key', alg: '-7' }] }],
    ['an alg that is no integer', { pubKeyCredParams: [{ type: 'public-key', alg: -7.5 }] }],
    ['a time-out that is NaN', { timeout: Number.NaN }],
    ['a time-out that is text', { timeout: '1000' }],
    ['excludeCredentials that are null', { excludeCredentials: null }],
    ['an excluded id that is no base64url', { excludeCredentials: [{ type: 'x', id: '?' }] }],
    ['1025 excluded credentials', { excludeCredentials: descriptors(1025) }],
    ['extensions that are text', { extensions: 'credProps' }],
  ])('refuses %s', (_what, fields) => {
    expect(v.is(creationOptionsSchema, creationOptions(fields))).toBe(false)
  })

  it('takes 1024 excluded credentials', () => {
    const options = creationOptions({ excludeCredentials: descriptors(1024) })

    expect(v.parse(creationOptionsSchema, options).excludeCredentials).toHaveLength(1024)
  })

  it.each([0, -1, 1e12])('takes a time-out of %d milliseconds', (timeout) => {
    expect(v.parse(creationOptionsSchema, creationOptions({ timeout })).timeout).toBe(timeout)
  })

  it('keeps NUL, text directions and long names as they are', () => {
    const name = `a\0b\u202Ec😀${'x'.repeat(65_536)}`
    const options = creationOptions({ user: { id: 'AQ', name, displayName: name } })

    expect(v.parse(creationOptionsSchema, options).user).toMatchObject({ name, displayName: name })
  })

  it('puts U+FFFD for a lone surrogate in a name, and leaves pairs alone', () => {
    const options = creationOptions({
      rp: { name: '\uDC00rp' },
      user: { id: 'AQ', name: 'a\uD800', displayName: 'b\uD83D\uDE00' },
    })

    expect(v.parse(creationOptionsSchema, options)).toMatchObject({
      rp: { name: '\uFFFDrp' },
      user: { name: 'a\uFFFD', displayName: 'b😀' },
    })
  })

  it('does not let `__proto__` set a member', () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"credProps": true}, "constructor": 1}')
    const { extensions } = v.parse(creationOptionsSchema, creationOptions({ extensions: hostile }))

    expect(extensions?.credProps).toBeUndefined()
    expect(Object.getPrototypeOf(extensions)).toBe(Object.prototype)
  })
})

describe('the JSON of request options', () => {
  it('has the specification’s defaults', () => {
    expect(v.parse(requestOptionsSchema, requestOptions())).toMatchObject({
      allowCredentials: [],
      userVerification: 'preferred',
    })
  })

  it('keeps descriptors of unknown types, for an all-unknown list is not an empty one', () => {
    const allowCredentials = [{ type: 'password', id: 'AQ' }]

    expect(v.parse(requestOptionsSchema, requestOptions({ allowCredentials }))).toMatchObject({
      allowCredentials,
    })
  })

  it('takes 1024 allowed credentials and refuses 1025', () => {
    const takes = (count: number) =>
      v.is(requestOptionsSchema, requestOptions({ allowCredentials: descriptors(count) }))

    expect([takes(1024), takes(1025)]).toEqual([true, false])
  })
})

describe('the JSON of signals', () => {
  it('has names that stay equal once kept: no lone surrogate comes through', () => {
    const options = { rpId: 'example.org', userId: 'AQ', name: '\uD800', displayName: '\uDFFF' }

    expect(v.parse(signalSchemas.currentUserDetails, options)).toMatchObject({
      name: '\uFFFD',
      displayName: '\uFFFD',
    })
  })

  it('leaves ids unchecked, since the client checks them in the specification’s order', () => {
    const options = { rpId: 'example.org', credentialId: '?' }

    expect(v.is(signalSchemas.unknownCredential, options)).toBe(true)
  })
})
