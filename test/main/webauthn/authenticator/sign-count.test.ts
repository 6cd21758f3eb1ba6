import { describe, expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../../src/main/webauthn/authenticator/description'
import { U2F_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import {
  firstSignCount,
  signCountAtRegistration,
  statedSignCount,
} from '../../../../src/main/webauthn/authenticator/sign-count'
import { fixedAt } from '../../../support/webauthn-ports'

type Counter = AuthenticatorDescription['counter']

const counting = (counter: Counter, description = PLATFORM_AUTHENTICATOR) => ({
  ...description,
  counter,
})

describe('the signature counter (§6.1.1)', () => {
  it.each<[Counter, number | null, number]>([
    ['none', null, 0],
    ['per-passkey', 0, 0],
    [fixedAt(7), null, 7],
  ])('%j is stored as %s and stated as %s at registration', (counter, kept, stated) => {
    expect(firstSignCount(counting(counter))).toBe(kept)
    expect(signCountAtRegistration(counting(counter))).toBe(stated)
  })

  it('is 0 at registration with U2F, even when it is fixed', () => {
    expect(signCountAtRegistration(counting(fixedAt(7), U2F_KEY))).toBe(0)
  })

  it.each<[Counter, number | null, number]>([
    ['none', null, 0],
    ['per-passkey', 6, 6],
    ['none', 6, 6],
    ['per-passkey', null, 0],
    [fixedAt(7), 6, 7],
    [fixedAt(0), 6, 0],
  ])('%j is stated, for a passkey that keeps %s, as %s', (counter, kept, stated) => {
    expect(statedSignCount(kept, counting(counter))).toBe(stated)
  })
})
