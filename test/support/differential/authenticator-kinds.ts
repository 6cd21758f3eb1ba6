/** The authenticators of the differential test, in the words of WebDriver and as Latchkey describes them. */
import {
  PLATFORM_AUTHENTICATOR,
  type AuthenticatorDescription,
} from '../../../src/main/webauthn/authenticator/description'

export type AuthenticatorKind =
  'platform' | 'with extensions' | 'platform without user verification' | 'security key' | 'U2F key'

interface VirtualOptions {
  readonly protocol: 'ctap1/u2f' | 'ctap2'
  readonly transport: 'internal' | 'usb'
  readonly hasResidentKey: boolean
  readonly hasUserVerification: boolean
}

const PLATFORM: VirtualOptions = {
  protocol: 'ctap2',
  transport: 'internal',
  hasResidentKey: true,
  hasUserVerification: true,
}
const KEY = { ...PLATFORM, transport: 'usb' } as const

const virtual: Readonly<Record<AuthenticatorKind, VirtualOptions>> = {
  platform: PLATFORM,
  'with extensions': PLATFORM,
  'platform without user verification': { ...PLATFORM, hasUserVerification: false },
  'security key': KEY,
  'U2F key': {
    ...KEY,
    protocol: 'ctap1/u2f',
    hasResidentKey: false,
    hasUserVerification: false,
  },
}

/** The members that the browsers' virtual authenticators share. */
export function virtualOptions(kind: AuthenticatorKind): VirtualOptions {
  return virtual[kind]
}

/** The same authenticator in Latchkey. */
export function describedAs(kind: AuthenticatorKind): AuthenticatorDescription {
  const { transport, hasResidentKey, hasUserVerification } = virtual[kind]
  if (virtual[kind] === PLATFORM) return PLATFORM_AUTHENTICATOR
  return {
    ...PLATFORM_AUTHENTICATOR,
    attachment: transport === 'internal' ? 'platform' : 'cross-platform',
    transports: [transport],
    residentKeys: hasResidentKey,
    userVerification: hasUserVerification ? 'succeeds' : 'unavailable',
  }
}
