/** The dictionaries of the three signal methods (WebAuthn §5.1.10). */
import type { SignalKind } from '../../shared/activity'
import type { SignalOptionsJson } from '../../shared/webauthn-json'
import { dictionary, domString, required, sequence, type Convert } from './web-idl'

export const signalOptions: { readonly [K in SignalKind]: Convert<SignalOptionsJson[K]> } = {
  unknownCredential: dictionary('UnknownCredentialOptions', {
    credentialId: required(domString),
    rpId: required(domString),
  }),
  allAcceptedCredentials: dictionary('AllAcceptedCredentialsOptions', {
    allAcceptedCredentialIds: required(sequence(domString)),
    rpId: required(domString),
    userId: required(domString),
  }),
  currentUserDetails: dictionary('CurrentUserDetailsOptions', {
    displayName: required(domString),
    name: required(domString),
    rpId: required(domString),
    userId: required(domString),
  }),
}
