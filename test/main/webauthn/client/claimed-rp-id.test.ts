import { describe, expect, it } from 'vitest'
import { claimedRpId } from '../../../../src/main/webauthn/client/claimed-rp-id'

describe('claimedRpId', () => {
  it('is the RP ID in the options, even when other members are invalid', () => {
    expect(claimedRpId({ rpId: 'example.org', credentialId: 7 })).toBe('example.org')
  })

  it.each([undefined, null, 'example.org', [], {}, { rpId: 7 }, { rpId: null }])(
    'is null for %j',
    (options) => {
      expect(claimedRpId(options)).toBeNull()
    },
  )

  it('is cut off after the length of the longest domain', () => {
    expect(claimedRpId({ rpId: 'a'.repeat(65_536) })).toBe(`${'a'.repeat(253)}…`)
  })
})
