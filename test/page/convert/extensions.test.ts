import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { extensionInputs } from '../../../src/page/convert/extensions'
import { convertArgument } from '../../../src/page/convert/web-idl'
import { extensionInputs as schema } from '../../../src/shared/extensions-json'

const convert = (value: unknown) =>
  convertArgument(extensionInputs, value, ['CredentialsContainer', 'create'])

const everything = {
  appid: 'https://example.org',
  appidExclude: 'https://example.org',
  credBlob: Uint8Array.of(1),
  credProps: 1,
  credentialProtectionPolicy: 'userVerificationRequired',
  enforceCredentialProtectionPolicy: 0,
  getCredBlob: true,
  hmacCreateSecret: true,
  hmacGetSecret: { salt1: Uint8Array.of(1), salt2: Uint8Array.of(2) },
  largeBlob: { read: true, support: 'preferred', write: new Uint8Array() },
  minPinLength: true,
  prf: {
    eval: { first: Uint8Array.of(1), second: new Uint8Array([1, 2]).buffer },
    evalByCredential: { AQ: { first: Uint8Array.of(3) } },
  },
  uvm: true,
}

describe('the inputs of extensions', () => {
  it('become the JSON that the bridge takes', () => {
    const inputs = convert(everything)

    expect(inputs).toEqual({
      appid: 'https://example.org',
      appidExclude: 'https://example.org',
      credBlob: 'AQ',
      credProps: true,
      credentialProtectionPolicy: 'userVerificationRequired',
      enforceCredentialProtectionPolicy: false,
      getCredBlob: true,
      hmacCreateSecret: true,
      hmacGetSecret: { salt1: 'AQ', salt2: 'Ag' },
      largeBlob: { read: true, support: 'preferred', write: '' },
      minPinLength: true,
      prf: {
        eval: { first: 'AQ', second: 'AQI' },
        evalByCredential: { AQ: { first: 'Aw' } },
      },
    })
    expect(v.is(schema, inputs)).toBe(true)
  })

  it('are read in the order of Web IDL, as Chromium reads them', () => {
    const read: string[] = []
    const log = (value: unknown, path: string): unknown =>
      typeof value !== 'object' || value === null || ArrayBuffer.isView(value)
        ? value
        : new Proxy(value, {
            get: (target, key) => {
              read.push(`${path}${String(key)}`)
              return log(Reflect.get(target, key), `${path}${String(key)}.`)
            },
          })
    convert(log({ largeBlob: {}, prf: { eval: { first: Uint8Array.of(1) } } }, ''))

    expect(read).toEqual([
      'appid',
      'appidExclude',
      'credBlob',
      'credProps',
      'credentialProtectionPolicy',
      'enforceCredentialProtectionPolicy',
      'getCredBlob',
      'hmacCreateSecret',
      'hmacGetSecret',
      'largeBlob',
      'largeBlob.read',
      'largeBlob.support',
      'largeBlob.write',
      'minPinLength',
      'prf',
      'prf.eval',
      'prf.eval.first',
      'prf.eval.second',
      'prf.evalByCredential',
    ])
  })

  it('take null for an empty dictionary', () => {
    expect(convert({ prf: null, largeBlob: null })).toEqual({ prf: {}, largeBlob: {} })
    expect(convert(null)).toEqual({})
  })

  it('keep every enumerable key of evalByCredential, whatever it is called', () => {
    const values = { first: Uint8Array.of(1) }
    const record = Object.defineProperties(
      {},
      {
        constructor: { value: values, enumerable: true },
        ['__proto__']: { value: values, enumerable: true },
        hidden: { value: 1, enumerable: false },
      },
    )

    const { prf } = convert({ prf: { evalByCredential: record } })

    expect(Object.keys(prf?.evalByCredential ?? {})).toEqual(['constructor', '__proto__'])
  })

  it.each<[value: unknown, why: string]>([
    [
      { prf: 'x' },
      "'prf' property from 'AuthenticationExtensionsClientInputs': The provided value",
    ],
    [{ prf: { eval: {} } }, "'first' property from 'AuthenticationExtensionsPRFValues': Required"],
    [{ prf: { evalByCredential: 1 } }, 'Only objects can be converted to record<K,V> types'],
    [{ prf: { evalByCredential: { [Symbol('s')]: {} } } }, 'Cannot convert a Symbol value'],
    [{ prf: { evalByCredential: { AQ: {} } } }, 'Required member is undefined.'],
    [{ largeBlob: { write: 'AQ' } }, "'write' property from"],
    [{ credBlob: [1] }, "'credBlob' property from"],
    [{ appid: Symbol('s') }, "'appid' property from"],
  ])('are refused if one does not fit: %o', (value, why) => {
    expect(() => convert(value)).toThrow(why)
  })
})
