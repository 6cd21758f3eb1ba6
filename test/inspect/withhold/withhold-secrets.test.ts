import { describe, expect, it } from 'vitest'
import { withholdSecrets } from '../../../src/inspect/withhold/withhold-secrets'
import { decodeBase64Url, encodeBase64Url } from '../../../src/shared/base64url'

const SECRET = encodeBase64Url(new Uint8Array(32).fill(0xaa))
const GONE = { withheld: '32 bytes' }

/** Authenticator data of an assertion that states a credBlob. */
function dataWithBlob(blob: Uint8Array): string {
  const head = new Uint8Array(37)
  head[32] = 0b1000_0001
  const name = new TextEncoder().encode('credBlob')
  const map = [0xa1, 0x60 + name.length, ...name, 0x58, blob.length, ...blob]
  return encodeBase64Url(Uint8Array.of(...head, ...map))
}

describe('the inputs of extensions', () => {
  it('replaces what may be a secret, and keeps what the page asked for', () => {
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

  it('puts zeros in the place of a secret in the authenticator data, and keeps its form', () => {
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

  it('replaces all of the authenticator data where it cannot be read to its end', () => {
    const whole = decodeBase64Url(dataWithBlob(new Uint8Array(32).fill(0xbb)))
    const authenticatorData = encodeBase64Url(whole.subarray(0, -1))
    const { response } = withholdSecrets(
      { extensions: { getCredBlob: true } },
      { response: { authenticatorData } },
    )

    expect(response).toEqual({ response: { authenticatorData: { withheld: '80 bytes' } } })
  })

  it('finds the authenticator data inside of an attestation object', () => {
    const objectWith = (authData: string) => {
      const data = decodeBase64Url(authData)
      const name = new TextEncoder().encode('authData')
      return encodeBase64Url(Uint8Array.of(0xa1, 0x68, ...name, 0x58, data.length, ...data))
    }
    const attestationObject = objectWith(dataWithBlob(new Uint8Array(32).fill(0xbb)))
    const { response } = withholdSecrets(
      { extensions: { getCredBlob: true } },
      { response: { attestationObject } },
    )

    expect(response).toEqual({
      response: { attestationObject: objectWith(dataWithBlob(new Uint8Array(32))) },
    })
  })

  it('leaves a response without secrets as it is', () => {
    const given = { response: { authenticatorData: dataWithBlob(new Uint8Array(0)) } }

    expect(withholdSecrets({}, given)).toEqual({ options: {}, response: given, withheld: [] })
  })
})
