import { describe, expect, it } from 'vitest'
import { ALGORITHMS } from '../../../../src/main/webauthn/authenticator/algorithms/algorithms'
import { PLATFORM_AUTHENTICATOR } from '../../../../src/main/webauthn/authenticator/description'
import {
  CTAP2_1_KEY,
  CTAP2_KEY,
  U2F_KEY,
} from '../../../../src/main/webauthn/authenticator/security-keys'

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

  it('supports every algorithm, ES256, EdDSA and RS256 first', () => {
    const { algorithms } = PLATFORM_AUTHENTICATOR

    expect(algorithms.slice(0, 3)).toEqual([-7, -8, -257])
    expect(new Set(algorithms)).toEqual(new Set(ALGORITHMS.keys()))
  })
})

it.each([PLATFORM_AUTHENTICATOR, CTAP2_KEY, CTAP2_1_KEY].map((row) => [row.name, row.aaguid]))(
  '%s has a random UUID of 16 bytes as its AAGUID',
  (_name, aaguid) => {
    expect(aaguid).toHaveLength(16)
    expect([aaguid[6]! >> 4, aaguid[8]! >> 6]).toEqual([4, 2])
  },
)

it('a U2F key has an AAGUID of zeros', () => {
  expect(U2F_KEY.aaguid).toEqual(new Uint8Array(16))
})
