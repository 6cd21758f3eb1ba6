import { describe, expect, it } from 'vitest'
import { claimedRpId } from '../../../../src/main/webauthn/client/claimed-rp-id'

describe('claimedRpId', () => {
  it('is what the options name, whatever else they hold', () => {
    expect(claimedRpId({ rpId: 'example.org', credentialId: 7 })).toBe('example.org')
  })

  it.each([undefined, null, 'example.org', [], {}, { rpId: 7 }, { rpId: null }])(
    'is none in %j',
    (options) => {
      expect(claimedRpId(options)).toBeNull()
    },
  )

  it('is cut where it is longer than any domain', () => {
    expect(claimedRpId({ rpId: 'a'.repeat(65_536) })).toBe(`${'a'.repeat(253)}…`)
  })
})
