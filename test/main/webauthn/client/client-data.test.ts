import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  hashClientData,
  serializeClientData,
} from '../../../../src/main/webauthn/client/client-data'
import { hex, vector, VECTOR_ORIGIN } from '../../../support/vectors'
import { requester } from '../../../support/webauthn-options'

const decoded = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)
const atVector = requester({ origin: VECTOR_ORIGIN })

describe('client data', () => {
  it('is the registration’s of the specification’s vector byte for byte', () => {
    const { challenge, clientData } = vector('none-es256-long-credential-id').registration

    expect(
      hex(serializeClientData({ type: 'webauthn.create', challenge, requester: atVector })),
    ).toBe(hex(clientData))
  })

  it.each(['none-es256', 'none-es256-long-credential-id'] as const)(
    'is the assertion’s of the specification’s vector %s byte for byte',
    (name) => {
      const { challenge, clientData } = vector(name).authentication

      expect(
        hex(serializeClientData({ type: 'webauthn.get', challenge, requester: atVector })),
      ).toBe(hex(clientData))
    },
  )

  it('names the top origin of a cross-origin frame', () => {
    expect(text({ crossOrigin: true, topOrigin: 'https://example.com' })).toBe(
      '{"type":"webauthn.get","challenge":"AQ","origin":"https://example.org","crossOrigin":true,"topOrigin":"https://example.com"}',
    )
  })

  it('says that a frame is cross-origin where its top origin is not known', () => {
    expect(text({ crossOrigin: true, topOrigin: null })).toBe(
      '{"type":"webauthn.get","challenge":"AQ","origin":"https://example.org","crossOrigin":true}',
    )
  })

  it('names no top origin of a page that is not cross-origin', () => {
    expect(text({ crossOrigin: false, topOrigin: 'https://example.com' })).not.toContain('top')
  })

  it('escapes as CCDToString does, and no more (§5.8.1.1)', () => {
    expect(text({ origin: '"\\\0\x1f\n \x7fé/<😀' })).toContain(
      '"origin":"\\"\\\\\\u0000\\u001f\\u000a \x7fé/<😀"',
    )
  })

  it('stays JSON whatever the origin holds', () => {
    const origin = '"},{"type":"webauthn.create"'

    expect(JSON.parse(text({ origin }))).toEqual({
      type: 'webauthn.get',
      challenge: 'AQ',
      origin,
      crossOrigin: false,
    })
  })

  it('is hashed by SHA-256', () => {
    const bytes = Buffer.from('client data')

    expect(hex(hashClientData(bytes))).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
})

function text(fields: Parameters<typeof requester>[0]): string {
  const challenge = Uint8Array.of(1)
  return decoded(
    serializeClientData({ type: 'webauthn.get', challenge, requester: requester(fields) }),
  )
}
