import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { PLATFORM_AUTHENTICATOR } from '../../../../src/main/webauthn/authenticator/description'

describe('the platform authenticator', () => {
  it('makes a synced passkey without a counter', () => {
    expect(PLATFORM_AUTHENTICATOR).toMatchObject({
      attachment: 'platform',
      transports: ['internal', 'hybrid'],
      residentKeys: true,
      userVerification: 'succeeds',
      counter: 'none',
      backupEligible: true,
      backedUp: true,
    })
  })

  it('offers no algorithm that it has not', () => {
    expect(PLATFORM_AUTHENTICATOR.algorithms.filter((id) => !ALGORITHMS.has(id))).toEqual([])
  })

  it('has an AAGUID of 16 bytes that is a random UUID', () => {
    const { aaguid } = PLATFORM_AUTHENTICATOR

    expect(aaguid).toHaveLength(16)
    expect([aaguid[6]! >> 4, aaguid[8]! >> 6]).toEqual([4, 2])
  })
})
