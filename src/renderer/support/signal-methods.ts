/** The three methods of WebAuthn §5.1.10, and what each means. */
import type { SignalKind } from '../../shared/activity'

export interface SignalMethod {
  readonly kind: SignalKind
  /** Static method of `PublicKeyCredential`. */
  readonly method: string
  readonly says: string
}

/** The most frequent one first. */
export const signalMethods: readonly SignalMethod[] = [
  {
    kind: 'currentUserDetails',
    method: 'signalCurrentUserDetails',
    says: 'The page sends the current names of this user.',
  },
  {
    kind: 'allAcceptedCredentials',
    method: 'signalAllAcceptedCredentials',
    says: 'The page lists all passkeys of this user that it accepts.',
  },
  {
    kind: 'unknownCredential',
    method: 'signalUnknownCredential',
    says: 'The page reports that it does not know this passkey.',
  },
]
