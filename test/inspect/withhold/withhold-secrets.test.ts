import { describe, expect, it } from 'vitest'
import { withholdSecrets } from '../../../src/inspect/withhold/withhold-secrets'
import { decodeBase64Url, encodeBase64Url } from '../../../src/shared/base64url'
import { attestationWithBlob, dataWithBlob } from '../../support/blob-data'

const SECRET = encodeBase64Url(new Uint8Array(32).fill(0xaa))
const GONE = { withheld: '32 bytes' }

describe('the inputs of extensions', () => {
  it('replaces possible secrets, and keeps the page’s request', () => {
    const extensions = {
      appid: 'https://example.org/appid.json',
      credBlob: SECRET,
      credProps: true,
      credentialProtectionPolicy: 'userVerificationRequired',
      hmacGetSecret: { salt1: SECRET, salt2: SECRET },
      largeBlob: { support: 'required', write: SECRET },
      prf: { eval: { first: SECRET }, evalByCredential: { AQID: { first: SECRET } } },
      unknown: { deep: SECRET, list: [SECRET] },
    }
    const { options, withheld } = withholdSecrets({ challenge: 'AAAA', extensions }, null)

    expect(options).toEqual({
      challenge: 'AAAA',
      extensions: {
        appid: 'https://example.org/appid.json',
        credBlob: GONE,
        credProps: true,
        credentialProtectionPolicy: 'userVerificationRequired',
        hmacGetSecret: { salt1: GONE, salt2: GONE },
        largeBlob: { support: 'required', write: GONE },
        prf: { eval: { first: GONE }, evalByCredential: { AQID: { first: GONE } } },
        unknown: { deep: GONE, list: { withheld: 'a value' } },
      },
    })
    expect(withheld).toContain('options.extensions.prf.evalByCredential.AQID.first')
    expect(JSON.stringify(options)).not.toContain(SECRET)
  })

  it('leaves values that were already replaced, and no others of that form', () => {
    const prf = { eval: { first: SECRET, second: { withheld: SECRET } } }
    const once = withholdSecrets({ extensions: { prf } }, null)

    expect(once.options).toEqual({
      extensions: { prf: { eval: { first: GONE, second: { withheld: GONE } } } },
    })
    expect(withholdSecrets(once.options, null)).toEqual({
      ...{ options: once.options, response: null, withheld: [] },
    })
  })

  it('takes options of any form', () => {
    for (const given of [null, 7, 'text', []])
      expect(withholdSecrets(given, given)).toEqual({
        ...{ options: given, response: given, withheld: [] },
      })
    expect(withholdSecrets({ extensions: 'text' }, null)).toMatchObject({
      options: { extensions: { withheld: '3 bytes' } },
    })
  })
})

describe('the response', () => {
  it('replaces the outputs of extensions', () => {
    const clientExtensionResults = {
      credProps: { rk: true },
      getCredBlob: SECRET,
      largeBlob: { blob: SECRET, supported: true },
      prf: { enabled: true, results: { first: SECRET, second: SECRET } },
    }
    const { response, withheld } = withholdSecrets({}, { id: 'AQID', clientExtensionResults })

    expect(response).toEqual({
      id: 'AQID',
      clientExtensionResults: {
        credProps: { rk: true },
        getCredBlob: GONE,
        largeBlob: { blob: GONE, supported: true },
        prf: { enabled: true, results: { first: GONE, second: GONE } },
      },
    })
    expect(withheld).toEqual([
      'response.clientExtensionResults.getCredBlob',
      'response.clientExtensionResults.largeBlob.blob',
      'response.clientExtensionResults.prf.results.first',
      'response.clientExtensionResults.prf.results.second',
    ])
  })

  it('replaces a secret in the authenticator data by zeros, and keeps its form', () => {
    const authenticatorData = dataWithBlob(new Uint8Array(32).fill(0xbb))
    const { response, withheld } = withholdSecrets(
      { extensions: { getCredBlob: true } },
      { response: { authenticatorData, signature: 'AAAA' } },
    )
    const { response: inner } = response as { response: { authenticatorData: string } }

    expect(inner.authenticatorData).toBe(dataWithBlob(new Uint8Array(32)))
    expect(withheld).toEqual(['response.response.authenticatorData (extensions)'])
    expect(inner).toMatchObject({ signature: 'AAAA' })
  })

  it('replaces all of the authenticator data if it cannot be read to its end', () => {
    const whole = decodeBase64Url(dataWithBlob(new Uint8Array(32).fill(0xbb)))
    const authenticatorData = encodeBase64Url(whole.subarray(0, -1))
    const { response } = withholdSecrets(
      { extensions: { getCredBlob: true } },
      { response: { authenticatorData } },
    )

    expect(response).toEqual({ response: { authenticatorData: { withheld: '80 bytes' } } })
  })

  it('finds the authenticator data inside of an attestation object', () => {
    const attestationObject = attestationWithBlob(new Uint8Array(32).fill(0xbb))
    const { response } = withholdSecrets(
      { extensions: { getCredBlob: true } },
      { response: { attestationObject } },
    )

    expect(response).toEqual({
      response: { attestationObject: attestationWithBlob(new Uint8Array(32)) },
    })
  })

  it('does not change a response without secrets', () => {
    const given = { response: { authenticatorData: dataWithBlob(new Uint8Array(0)) } }

    expect(withholdSecrets({}, given)).toEqual({ options: {}, response: given, withheld: [] })
  })
})
