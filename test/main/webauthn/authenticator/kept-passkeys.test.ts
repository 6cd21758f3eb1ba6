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
    ['a synced one on Latchkey', {}, PLATFORM_AUTHENTICATOR],
    ['one on a security key', {}, CTAP2_KEY],
    ['a server-side ES256 one on a U2F key', deviceBound, U2F_KEY],
    ['one with a short id', { credentialId: new Uint8Array(128) }, CTAP2_KEY],
  ])('has %s', (_what, fields, description) => {
    expect(couldHaveMade(description, passkey(fields))).toBe(true)
  })

  it.each<[string, Partial<Passkey>, AuthenticatorDescription]>([
    [
      'a discoverable one on a key that keeps none',
      { ...deviceBound, discoverable: true },
      U2F_KEY,
    ],
    ['a synced one on a U2F key', { ...deviceBound, backupEligible: true }, U2F_KEY],
    ['an EdDSA one on a U2F key', { ...deviceBound, algorithm: -8 }, U2F_KEY],
    ['one whose id is too long', { credentialId: new Uint8Array(129) }, CTAP2_KEY],
  ])('has not %s', (_what, fields, description) => {
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

  it('finds one that was registered under the AppID', () => {
    const appId = 'https://example.org/app-id'
    const kept = passkey({ rpId: appId })
    const under = { rpId: 'example.org', appId }

    expect(findUsable(id, under, PLATFORM_AUTHENTICATOR, new MemoryPasskeys([kept]))).toBe(kept)
  })

  it.each<[string, Passkey, AuthenticatorDescription]>([
    ['another id', passkey({ credentialId: Uint8Array.of(1) }), PLATFORM_AUTHENTICATOR],
    ['another relying party', passkey({ rpId: 'example.com' }), PLATFORM_AUTHENTICATOR],
    ['a hidden one', hiddenPasskey(), PLATFORM_AUTHENTICATOR],
    ['one of another authenticator', passkey(), U2F_KEY],
  ])('passes over %s', (_what, kept, description) => {
    expect(find(kept, description)).toBeUndefined()
  })
})
