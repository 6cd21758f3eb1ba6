/**
 * Decides which signals the user's authenticators should get (WebAuthn §5.1.10). The page makes the calls.
 */
import type { Account } from './accounts'

export type Signal =
  | {
      readonly method: 'signalUnknownCredential'
      readonly options: { readonly rpId: string; readonly credentialId: string }
    }
  | {
      readonly method: 'signalAllAcceptedCredentials'
      readonly options: {
        readonly rpId: string
        readonly userId: string
        readonly allAcceptedCredentialIds: readonly string[]
      }
    }
  | {
      readonly method: 'signalCurrentUserDetails'
      readonly options: {
        readonly rpId: string
        readonly userId: string
        readonly name: string
        readonly displayName: string
      }
    }

/** Signals that the relying party does not know a credential that was used to sign in. */
export function unknownCredential(rpId: string, credentialId: string): Signal {
  return { method: 'signalUnknownCredential', options: { rpId, credentialId } }
}

/** Signals the complete list of the account's passkeys. */
export function acceptedCredentials(rpId: string, { userId, passkeys }: Account): Signal {
  const allAcceptedCredentialIds = passkeys.map(({ credential }) => credential.id)
  return {
    method: 'signalAllAcceptedCredentials',
    options: { rpId, userId, allAcceptedCredentialIds },
  }
}

/** Signals the account's current names. */
export function currentUser(rpId: string, { userId, userName, displayName }: Account): Signal {
  return {
    method: 'signalCurrentUserDetails',
    options: { rpId, userId, name: userName, displayName },
  }
}
