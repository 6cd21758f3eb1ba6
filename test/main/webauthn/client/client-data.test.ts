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
  it.each(VECTOR_NAMES)('matches the specification’s vector %s byte for byte', (name) => {
    const { registration, authentication } = vector(name)

    expect(rewritten('webauthn.create', registration)).toBe(ours(registration.clientData))
    expect(rewritten('webauthn.get', authentication)).toBe(ours(authentication.clientData))
  })

  it('names the top origin of a cross-origin frame', () => {
    expect(text({ crossOrigin: true, topOrigin: 'https://example.com' })).toBe(
      '{"type":"webauthn.get","challenge":"AQ","origin":"https://example.org","crossOrigin":true,"topOrigin":"https://example.com"}',
    )
  })

  it('marks a frame as cross-origin when its top origin is unknown', () => {
    expect(text({ crossOrigin: true, topOrigin: null })).toBe(
      '{"type":"webauthn.get","challenge":"AQ","origin":"https://example.org","crossOrigin":true}',
    )
  })

  it('omits the top origin of a page that is not cross-origin', () => {
    expect(text({ crossOrigin: false, topOrigin: 'https://example.com' })).not.toContain('top')
  })

  it('escapes exactly the characters that CCDToString escapes (§5.8.1.1)', () => {
    expect(text({ origin: '"\\\0\x1f\n \x7fé/<😀' })).toContain(
      '"origin":"\\"\\\\\\u0000\\u001f\\u000a \x7fé/<😀"',
    )
  })

  it('stays valid JSON when the origin contains JSON', () => {
    const origin = '"},{"type":"webauthn.create"'

    expect(JSON.parse(text({ origin }))).toEqual({
      type: 'webauthn.get',
      challenge: 'AQ',
      origin,
      crossOrigin: false,
    })
  })

  it('is hashed with SHA-256', () => {
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

/** The client data that Latchkey writes for the challenge and the requester of a vector. */
function rewritten(
  type: 'webauthn.create' | 'webauthn.get',
  { challenge, clientData }: { readonly challenge: Uint8Array; readonly clientData: Uint8Array },
): string {
  const { origin, crossOrigin, topOrigin } = JSON.parse(decoded(clientData)) as Requester
  const asked = requester({ origin, crossOrigin, topOrigin: topOrigin ?? null })
  return decoded(serializeClientData({ type, challenge, requester: asked }))
}

/** Removes `extraData`, which a vector has at its end and Latchkey never writes (§5.8.1.1). */
function ours(clientData: Uint8Array): string {
  return decoded(clientData).replace(/,"extraData":"[^"]*"\}$/, '}')
}
