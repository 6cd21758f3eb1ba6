import { expect, it } from 'vitest'
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../../src/main/webauthn/authenticator/description'
import { authenticatorCapabilities } from '../../../../src/main/webauthn/client/capabilities'

const like = (members: Partial<AuthenticatorDescription>): AuthenticatorDescription => ({
  ...PLATFORM_AUTHENTICATOR,
  ...members,
})
const key = like({ attachment: 'cross-platform', transports: ['usb'] })
const phone = like({ attachment: 'cross-platform', transports: ['hybrid'] })
const u2f = like({ ...key, residentKeys: false, userVerification: 'unavailable' })
const unverifying = like({ userVerification: 'unavailable' })
const failing = like({ userVerification: 'fails' })
const forgetful = like({ residentKeys: false })

it.each([
  ['none', [], { discoverable: false, passkey: false, platform: false }],
  [
    'Latchkey’s own',
    [PLATFORM_AUTHENTICATOR],
    { discoverable: true, passkey: true, platform: true },
  ],
  ['a USB key', [key], { discoverable: true, passkey: false, platform: false }],
  ['a phone', [phone], { discoverable: true, passkey: true, platform: false }],
  ['a U2F key', [u2f], { discoverable: false, passkey: false, platform: false }],
  [
    'one that cannot verify',
    [unverifying],
    { discoverable: true, passkey: false, platform: false },
  ],
  [
    'one whose verification fails',
    [failing],
    { discoverable: true, passkey: true, platform: true },
  ],
  [
    'one without discoverable passkeys',
    [forgetful],
    { discoverable: false, passkey: false, platform: true },
  ],
  [
    'a U2F key and Latchkey’s own',
    [u2f, PLATFORM_AUTHENTICATOR],
    { discoverable: true, passkey: true, platform: true },
  ],
])('with %s', (_which, authenticators, { discoverable, passkey, platform }) => {
  expect(authenticatorCapabilities(authenticators)).toEqual({
    conditionalCreate: discoverable,
    conditionalGet: discoverable,
    hybridTransport: authenticators.some(({ transports }) => transports.includes('hybrid')),
    passkeyPlatformAuthenticator: passkey,
    userVerifyingPlatformAuthenticator: platform,
  })
})
