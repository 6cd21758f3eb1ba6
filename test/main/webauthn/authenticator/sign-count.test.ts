import { describe, expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../../src/main/webauthn/authenticator/description'
import { U2F_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import {
  firstSignCount,
  nextSignCount,
  signCountAtRegistration,
  statedSignCount,
} from '../../../../src/main/webauthn/authenticator/sign-count'
import { fixedAt } from '../../../support/webauthn-ports'

const storeWith = (highest: number) => ({ highestSignCount: () => highest })

type Counter = AuthenticatorDescription['counter']

const counting = (counter: Counter, description = PLATFORM_AUTHENTICATOR) => ({
  ...description,
  counter,
})

describe('the signature counter (§6.1.1)', () => {
  it.each<[Counter, number | null, number]>([
    ['none', null, 0],
    ['per-passkey', 0, 0],
    ['timestamp', 1_700_000_000, 1_700_000_000],
    ['only-if-above-0', null, 0],
    [{ perPasskey: { start: 1 } }, 1, 1],
    [{ global: { start: 1 } }, 42, 42],
    [{ global: { start: 100 } }, 100, 100],
    [fixedAt(7), null, 7],
  ])('%j is stored as %s and stated as %s at registration', (counter, kept, stated) => {
    const first = firstSignCount(counting(counter), storeWith(41), 1_700_000_000_999)

    expect(first).toBe(kept)
    expect(signCountAtRegistration(first, counting(counter))).toBe(stated)
  })

  it('is 0 at registration with U2F, even when it is fixed', () => {
    expect(signCountAtRegistration(null, counting(fixedAt(7), U2F_KEY))).toBe(0)
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

  it.each<[Counter, number | null, number | null]>([
    ['timestamp', 5, 1_700_000_000],
    ['only-if-above-0', null, null],
    ['only-if-above-0', 0, null],
    ['only-if-above-0', 6, 7],
    ['only-if-above-0', 2 ** 32 - 1, 0],
    [{ global: { start: 1 } }, 5, 42],
    [{ global: { start: 1 } }, null, 42],
  ])('%j counts a passkey at %s on to %s', (counter, kept, counted) => {
    const next = nextSignCount(counting(counter), storeWith(41), 1_700_000_000_999)

    expect(next?.(kept)).toBe(counted)
  })

  it.each<[Counter]>([['none'], ['per-passkey'], [fixedAt(7)]])(
    '%j leaves a passkey its own counter',
    (counter) => {
      expect(nextSignCount(counting(counter), storeWith(41), 0)).toBeUndefined()
    },
  )
})
