import { describe, expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../../src/main/webauthn/authenticator/description'
import { userVerified } from '../../../../src/main/webauthn/authenticator/user-gesture'

type Verification = AuthenticatorDescription['userVerification']

const approved = { given: true, answeredBy: 'person' } as const
const declined = { given: false, answeredBy: 'person' } as const

const authenticator = (userVerification: Verification) => ({
  ...PLATFORM_AUTHENTICATOR,
  userVerification,
})

describe('userVerified', () => {
  it.each<[Verification, boolean, boolean]>([
    ['succeeds', true, true],
    ['succeeds', false, false],
    ['fails', false, false],
    ['unavailable', true, false],
    ['unavailable', false, false],
  ])('with verification that %s, required: %s, returns %s', (verification, wanted, expected) => {
    expect(userVerified(approved, wanted, authenticator(verification))).toBe(expected)
  })

  it('throws when required verification failed', () => {
    expect(() => userVerified(approved, true, authenticator('fails'))).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    )
  })

  it.each<[Verification, boolean]>([
    ['succeeds', true],
    ['fails', false],
  ])('throws when the user declined, with verification that %s', (verification, wanted) => {
    expect(() => userVerified(declined, wanted, authenticator(verification))).toThrow(
      expect.objectContaining({ name: 'NotAllowedError' }),
    )
  })
})
