import { describe, expect, it } from 'vitest'
import { extensionResults } from '../../../src/page/credential/extension-results'
import type { ExtensionResultsJson } from '../../../src/shared/extensions-json'

const json: ExtensionResultsJson = {
  appid: false,
  appidExclude: true,
  credBlob: true,
  credProps: { rk: true },
  getCredBlob: '',
  hmacCreateSecret: true,
  hmacGetSecret: { output1: 'AQ', output2: 'Ag' },
  largeBlob: { blob: 'Aw', supported: true, written: false },
  prf: { enabled: true, results: { first: 'BA', second: 'BQ' } },
}
const buffer = (...values: number[]) => Uint8Array.from(values).buffer

describe('the results of extensions', () => {
  it('have buffers if the JSON has base64url, and the same order of keys', () => {
    const results = extensionResults(json)

    expect(results).toEqual({
      appid: false,
      appidExclude: true,
      credBlob: true,
      credProps: { rk: true },
      getCredBlob: buffer(),
      hmacCreateSecret: true,
      hmacGetSecret: { output1: buffer(1), output2: buffer(2) },
      largeBlob: { blob: buffer(3), supported: true, written: false },
      prf: { enabled: true, results: { first: buffer(4), second: buffer(5) } },
    })
    expect(Object.keys(results)).toEqual(Object.keys(json))
  })

  it('are new at every call, so that a page changes only its own', () => {
    expect(extensionResults(json)).not.toBe(extensionResults(json))
    expect(extensionResults({})).toEqual({})
  })
})
