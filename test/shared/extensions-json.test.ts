import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { extensionInputs } from '../../src/shared/extensions-json'

const everything = {
  appid: 'https://example.org',
  appidExclude: 'https://example.org',
  credBlob: 'AQ',
  credProps: true,
  credentialProtectionPolicy: 'what?',
  enforceCredentialProtectionPolicy: false,
  getCredBlob: true,
  hmacCreateSecret: true,
  hmacGetSecret: { salt1: 'AQ', salt2: 'Ag' },
  largeBlob: { read: true, support: 'what?', write: '' },
  minPinLength: true,
  prf: { eval: { first: '' }, evalByCredential: { '': { first: 'AQ', second: 'Ag' } } },
}

describe('the inputs of extensions', () => {
  it('pass as they are, however little sense they make', () => {
    expect(v.parse(extensionInputs, everything)).toEqual(everything)
    expect(v.parse(extensionInputs, {})).toEqual({})
  })

  it('lose extensions that Latchkey does not have', () => {
    expect(v.parse(extensionInputs, { uvm: true, prf: { what: 1 }, credProps: true })).toEqual({
      prf: {},
      credProps: true,
    })
  })

  it.each([
    { appid: 1 },
    { credBlob: '=' },
    { credBlob: [1] },
    { credProps: 'true' },
    { hmacGetSecret: {} },
    { largeBlob: true },
    { largeBlob: { write: '+' } },
    { prf: null },
    { prf: { eval: {} } },
    { prf: { eval: { first: 1 } } },
    { prf: { eval: { second: 'AQ' } } },
    { prf: { evalByCredential: { AQ: {} } } },
    { prf: { evalByCredential: 'AQ' } },
  ])('are refused if one is not of its shape: %j', (inputs) => {
    expect(v.is(extensionInputs, inputs)).toBe(false)
  })
})
