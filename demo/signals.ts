/**
 * What this relying party has to tell the user's authenticators (WebAuthn §5.1.10). The page makes the
 * calls; here is decided which.
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

/** Somebody signed in with a passkey that is not registered here (any more). */
export function unknownCredential(rpId: string, credentialId: string): Signal {
  return { method: 'signalUnknownCredential', options: { rpId, credentialId } }
}

/** The account has these passkeys and no others. */
export function acceptedCredentials(rpId: string, { userId, passkeys }: Account): Signal {
  const allAcceptedCredentialIds = passkeys.map(({ credential }) => credential.id)
  return {
    method: 'signalAllAcceptedCredentials',
    options: { rpId, userId, allAcceptedCredentialIds },
  }
}

/** The account's names as they are now. */
export function currentUser(rpId: string, { userId, userName, displayName }: Account): Signal {
  return {
    method: 'signalCurrentUserDetails',
    options: { rpId, userId, name: userName, displayName },
  }
}
