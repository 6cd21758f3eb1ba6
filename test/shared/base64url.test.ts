import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeBase64Url, encodeBase64Url, isBase64Url } from '../../src/shared/base64url'

const bytes = fc.uint8Array({ maxLength: 300 })
const nearlyBase64url = fc.string({
  unit: fc.constantFrom('A', 'z', '0', '-', '_', '=', '+', '/', ' ', '\n', '\0', 'é', 'Ａ', '😀'),
  maxLength: 12,
})

describe('base64url', () => {
  it('writes what Buffer writes', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(encodeBase64Url(some)).toBe(Buffer.from(some).toString('base64url'))
      }),
    )
  })

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(bytes, (some) => {
        expect(decodeBase64Url(encodeBase64Url(some))).toEqual(some)
      }),
    )
  })

  it('writes the bytes of a view, not those around it', () => {
    expect(encodeBase64Url(Uint8Array.of(0, 1, 2, 3, 0).subarray(1, 4))).toBe('AQID')
  })

  it.each(['AQ==', 'AQI=', 'A', 'AAAAA', '++++', '////', 'AQ ID', 'AQ\nI', 'AQI\0', 'ＡQID', '😀'])(
    'refuses %j',
    (text) => {
      expect(() => decodeBase64Url(text)).toThrow(TypeError)
    },
  )

  it('drops left-over bits of the last character, as browsers do', () => {
    expect(decodeBase64Url('AR')).toEqual(Uint8Array.of(1))
    expect(decodeBase64Url('AQJ')).toEqual(Uint8Array.of(1, 2))
  })

  it('knows beforehand what it will refuse', () => {
    fc.assert(
      fc.property(nearlyBase64url, (text) => {
        expect(isBase64Url(text)).toBe(decodes(text))
      }),
    )
  })
})

function decodes(text: string): boolean {
  try {
    decodeBase64Url(text)
    return true
  } catch {
    return false
  }
}
