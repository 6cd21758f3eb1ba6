/** The three methods of WebAuthn §5.1.10, and what a page says by each. */
import type { SignalKind } from '../../shared/activity'

export interface SignalMethod {
  readonly kind: SignalKind
  /** Static method of `PublicKeyCredential`. */
  readonly method: string
  readonly says: string
}

/** The one that pages send most comes first. */
export const signalMethods: readonly SignalMethod[] = [
  {
    kind: 'currentUserDetails',
    method: 'signalCurrentUserDetails',
    says: 'The page says what this user is called now.',
  },
  {
    kind: 'allAcceptedCredentials',
    method: 'signalAllAcceptedCredentials',
    says: 'The page lists every passkey of this user that it accepts.',
  },
  {
    kind: 'unknownCredential',
    method: 'signalUnknownCredential',
    says: 'The page says that it does not know this passkey.',
  },
]
