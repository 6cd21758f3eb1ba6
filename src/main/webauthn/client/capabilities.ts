import type { AuthenticatorCapabilities } from '../../../shared/bridge-messages'
import type { AuthenticatorDescription } from '../authenticator/description'

/** What a client can do with these authenticators (WebAuthn §5.1.6, §5.1.7). Without an authenticator, it can do nothing. */
export function authenticatorCapabilities(
  authenticators: readonly AuthenticatorDescription[],
): Omit<AuthenticatorCapabilities, 'immediateGet'> {
  const keeping = authenticators.filter(({ residentKeys }) => residentKeys)
  return {
    // An automatic upgrade makes only discoverable passkeys, and autofill offers only those.
    conditionalCreate: keeping.some(({ behaviour }) => behaviour.conditionalCreate),
    conditionalGet: keeping.some(({ behaviour }) => behaviour.conditionalGet),
    hybridTransport: authenticators.some(isHybrid),
    passkeyPlatformAuthenticator: authenticators.some(
      (one) => one.residentKeys && canVerify(one) && (isPlatform(one) || isHybrid(one)),
    ),
    userVerifyingPlatformAuthenticator: authenticators.some(
      (one) => isPlatform(one) && canVerify(one),
    ),
  }
}

function canVerify({ userVerification }: AuthenticatorDescription): boolean {
  return userVerification !== 'unavailable'
}

function isPlatform({ attachment }: AuthenticatorDescription): boolean {
  return attachment === 'platform'
}

function isHybrid({ transports }: AuthenticatorDescription): boolean {
  return transports.includes('hybrid')
}
