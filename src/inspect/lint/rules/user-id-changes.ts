import type { PastCall, PastCreation } from '../page-history'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const userIdChanges = onCreate(
  {
    id: 'user-id-changes',
    severity: 'warning',
    title: 'The same user name has another `user.id` than before.',
    section: 'WebAuthn §5.4.3',
    why: 'Authenticators take it for another account: old passkeys are not replaced, and signals about the new id do not reach them. Some libraries make a new id unless you give one.',
    instead: 'Keep one `user.id` with the account, and send it in every registration.',
  },
  ({ rpId, options: { user, userName } }, { earlier }) => {
    const before = earlier
      .filter((past) => past.kind === 'create')
      .findLast((past) => past.rpId === rpId && past.userName === userName && isMade(past))
    return !before ||
      typeof user.id !== 'string' ||
      userName === undefined ||
      before.userId === null ||
      before.userId === user.id ||
      isGone(before, earlier)
      ? []
      : [{ path: 'publicKey.user.id', value: `${shown(user.id)}; before ${shown(before.userId)}` }]
  },
)

/** A cancelled registration left no passkey. */
function isMade({ outcome }: PastCreation): boolean {
  return outcome === 'done' || outcome === 'unknown'
}

/** Whether the page has since said that the account has no passkey. */
function isGone(before: PastCreation, earlier: readonly PastCall[]): boolean {
  return earlier
    .slice(earlier.indexOf(before))
    .some(
      (past) =>
        past.kind === 'signal' &&
        ((past.signal === 'allAcceptedCredentials' &&
          past.userId === before.userId &&
          past.ids.length === 0) ||
          (past.signal === 'unknownCredential' && past.ids[0] === before.credential?.id)),
    )
}
