import { describe, expect, it } from 'vitest'
import {
  parseCreationOptionsFromJson,
  parseRequestOptionsFromJson,
} from '../../../../src/main/webauthn/client/parse-from-json'
import { creationOptions, requestOptions } from '../../../support/webauthn-options'

const errorOf = (parse: () => unknown) => {
  try {
    return parse()
  } catch (error) {
    const { name, message } = error as Error
    return { name, message }
  }
}

describe('creation options', () => {
  it('stay as they are when every value fits', () => {
    const options = creationOptions({
      timeout: 1000,
      excludeCredentials: [{ type: 'public-key', id: 'AQID', transports: ['usb'] }],
      extensions: { credProps: true, prf: { evalByCredential: { AQID: { first: 'AQ' } } } },
    })

    expect(parseCreationOptionsFromJson(options)).toEqual(options)
  })

  it.each([
    ['a null dictionary is empty', { extensions: null }, { extensions: {} }],
    ['text in place of a number', { timeout: '5000' }, { timeout: 5000 }],
    ['null in place of a number', { timeout: null }, { timeout: 0 }],
    ['null in place of text', { attestation: null }, { attestation: 'null' }],
    ['a number in place of text', { rp: { name: 7 } }, { rp: { name: '7' } }],
    [
      'null in place of a flag',
      { authenticatorSelection: { requireResidentKey: null } },
      { authenticatorSelection: { requireResidentKey: false } },
    ],
    ['an algorithm beyond 32 bits', params(2 ** 32 - 7), params(-7)],
    ['an extension that Latchkey lacks', { extensions: { uvm: true } }, { extensions: {} }],
  ])('are converted as Web IDL does: %s', (_, given, converted) => {
    expect(parseCreationOptionsFromJson(creationOptions(given))).toEqual(creationOptions(converted))
  })

  it.each([
    ['padded', { challenge: 'AQ==' }],
    ['in the standard alphabet', { challenge: 'A+/A' }],
    ['in a list', { excludeCredentials: [{ type: 'public-key', id: '!' }] }],
    ['in an extension', { extensions: { prf: { eval: { first: '=' } } } }],
  ])('are an EncodingError if bytes are not base64url: %s', (_, given) => {
    expect(errorOf(() => parseCreationOptionsFromJson(creationOptions(given)))).toMatchObject({
      name: 'EncodingError',
    })
  })

  it.each([
    ['challenge', { challenge: undefined }],
    ['rp.name', { rp: {} }],
    ['excludeCredentials', { excludeCredentials: null }],
    ['user.name', { user: { id: 'AQ', name: { toString: 'x' }, displayName: '' } }],
  ])('are a TypeError that names the place: %s', (place, given) => {
    const options = JSON.parse(JSON.stringify(creationOptions(given))) as unknown

    expect(errorOf(() => parseCreationOptionsFromJson(options))).toEqual({
      name: 'TypeError',
      message: expect.stringContaining(place) as string,
    })
  })

  it.each([null, 7, 'text', []])('are a TypeError when they are %j', (options) => {
    expect(errorOf(() => parseCreationOptionsFromJson(options))).toMatchObject({
      name: 'TypeError',
    })
  })
})

describe('request options', () => {
  it('are converted in the same way', () => {
    const given = requestOptions({ rpId: null, timeout: '9', allowCredentials: [] })

    expect(parseRequestOptionsFromJson(given)).toEqual({ ...given, rpId: 'null', timeout: 9 })
  })

  it('need a challenge', () => {
    expect(errorOf(() => parseRequestOptionsFromJson({}))).toMatchObject({ name: 'TypeError' })
  })
})

function params(alg: number) {
  return { pubKeyCredParams: [{ type: 'public-key', alg }] }
}
