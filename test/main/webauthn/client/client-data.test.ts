import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  hashClientData,
  serializeClientData,
} from '../../../../src/main/webauthn/client/client-data'
import { hex, vector, VECTOR_NAMES } from '../../../support/vectors'
import { requester } from '../../../support/webauthn-options'
import type { Requester } from '../../../../src/main/webauthn/client/ports'

const decoded = (bytes: Uint8Array) => new TextDecoder('utf-8', { fatal: true }).decode(bytes)

describe('client data', () => {
  it.each(VECTOR_NAMES)('is that of the specification’s vector %s, byte for byte', (name) => {
    const { registration, authentication } = vector(name)

    expect(rewritten('webauthn.create', registration)).toBe(ours(registration.clientData))
    expect(rewritten('webauthn.get', authentication)).toBe(ours(authentication.clientData))
  })

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

/** What we make of a vector's challenge, and of who it says asked. */
function rewritten(
  type: 'webauthn.create' | 'webauthn.get',
  { challenge, clientData }: { readonly challenge: Uint8Array; readonly clientData: Uint8Array },
): string {
  const { origin, crossOrigin, topOrigin } = JSON.parse(decoded(clientData)) as Requester
  const asked = requester({ origin, crossOrigin, topOrigin: topOrigin ?? null })
  return decoded(serializeClientData({ type, challenge, requester: asked }))
}

/** Without the member that a vector adds at the end and that we never write (§5.8.1.1). */
function ours(clientData: Uint8Array): string {
  return decoded(clientData).replace(/,"extraData":"[^"]*"\}$/, '}')
}
