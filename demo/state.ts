/**
 * Everything that the relying party knows, for the page to show. A real relying party never shows a user the accounts
 * of others; this one does, so that people can see how it works.
 */
import type { Account, Names, RegisteredPasskey } from './accounts'
import type { Session } from './sessions'

export interface PasskeyState {
  /** base64url. */
  readonly credentialId: string
  readonly algorithm: number
  readonly counter: number
  readonly transports: readonly string[]
  readonly backedUp: boolean
  readonly discoverable: boolean | null
  readonly attestation: string
}

export interface AccountState extends Names {
  /** base64url. */
  readonly userId: string
  readonly passkeys: readonly PasskeyState[]
}

export interface State {
  readonly rpId: string
  /** `user.id` of the account that is signed in here. */
  readonly signedIn: string | null
  readonly accounts: readonly AccountState[]
}

export function stateOf(
  accounts: readonly Account[],
  { signedIn }: Pick<Session, 'signedIn'>,
  rpId: string,
): State {
  return {
    rpId,
    signedIn,
    accounts: accounts.map(({ passkeys, ...account }) => ({
      ...account,
      passkeys: passkeys.map(passkeyState),
    })),
  }
}

function passkeyState({ credential, ...passkey }: RegisteredPasskey): PasskeyState {
  const { id, counter, transports = [] } = credential
  return { credentialId: id, counter, transports, ...passkey }
}
