import { describe, expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../../src/main/webauthn/authenticator/description'
import {
  couldHaveMade,
  findUsable,
} from '../../../../src/main/webauthn/authenticator/kept-passkeys'
import type { Passkey } from '../../../../src/main/webauthn/authenticator/ports'
import { CTAP2_KEY, U2F_KEY } from '../../../../src/main/webauthn/authenticator/security-keys'
import { hiddenPasskey, MemoryPasskeys, passkey } from '../../../support/passkeys'

const deviceBound = { discoverable: false, backupEligible: false, backedUp: false }

describe('couldHaveMade', () => {
  it.each<[string, Partial<Passkey>, AuthenticatorDescription]>([
    ['a synced passkey on Latchkey', {}, PLATFORM_AUTHENTICATOR],
    ['a passkey on a security key', {}, CTAP2_KEY],
    ['a server-side ES256 passkey on a U2F key', deviceBound, U2F_KEY],
    ['a passkey with a short id', { credentialId: new Uint8Array(128) }, CTAP2_KEY],
  ])('is true for %s', (_what, fields, description) => {
    expect(couldHaveMade(description, passkey(fields))).toBe(true)
  })

  it.each<[string, Partial<Passkey>, AuthenticatorDescription]>([
    [
      'a discoverable passkey on a key without discoverable passkeys',
      { ...deviceBound, discoverable: true },
      U2F_KEY,
    ],
    ['a synced passkey on a U2F key', { ...deviceBound, backupEligible: true }, U2F_KEY],
    ['an EdDSA passkey on a U2F key', { ...deviceBound, algorithm: -8 }, U2F_KEY],
    ['a passkey with a long id', { credentialId: new Uint8Array(129) }, CTAP2_KEY],
  ])('is false for %s', (_what, fields, description) => {
    expect(couldHaveMade(description, passkey(fields))).toBe(false)
  })
})

describe('findUsable', () => {
  const id = Uint8Array.of(1, 2, 3)
  const find = (kept: Passkey, description = PLATFORM_AUTHENTICATOR) =>
    findUsable(id, { rpId: 'example.org' }, description, new MemoryPasskeys([kept]))

  it('finds a passkey of this relying party by its id', () => {
    expect(find(passkey())).toEqual(passkey())
  })

  it('finds a passkey that was registered under the AppID', () => {
    const appId = 'https://example.org/app-id'
    const kept = passkey({ rpId: appId })
    const under = { rpId: 'example.org', appId }

    expect(findUsable(id, under, PLATFORM_AUTHENTICATOR, new MemoryPasskeys([kept]))).toBe(kept)
  })

  it.each<[string, Passkey, AuthenticatorDescription]>([
    [
      'a passkey with another id',
      passkey({ credentialId: Uint8Array.of(1) }),
      PLATFORM_AUTHENTICATOR,
    ],
    [
      'a passkey of another relying party',
      passkey({ rpId: 'example.com' }),
      PLATFORM_AUTHENTICATOR,
    ],
    ['a hidden passkey', hiddenPasskey(), PLATFORM_AUTHENTICATOR],
    ['a passkey of another authenticator', passkey(), U2F_KEY],
  ])('ignores %s', (_what, kept, description) => {
    expect(find(kept, description)).toBeUndefined()
  })
})
