import type { AuthenticatorAccess, AvailableAuthenticators } from './ports'

/** A client device with one authenticator that never goes away. */
export function onlyAuthenticator(access: AuthenticatorAccess): AvailableAuthenticators {
  return { list: () => [access], onChange: () => () => undefined }
}
