import type { PastCall } from '../page-history'
import { onSignal } from '../rule'
import { shown } from '../shown'

export const signalNotSignedIn = onSignal(
  {
    id: 'signal-not-signed-in',
    severity: 'hint',
    title: '`signalAllAcceptedCredentials()` is about a user who has not signed in.',
    section: 'WebAuthn §5.1.10.3',
    why: 'The list tells the page’s visitor which credentials an account has, and a wrong list hides passkeys of that account.',
    instead:
      'Send the list of the user whose session it is, after the sign-in. End a conditional sign-in before that.',
  },
  ({ rpId, userId }, { earlier }) => {
    const past = earlier.filter((one) => one.rpId === rpId)
    const last = past.findLast(isSignIn)
    const signedIn = last && userOf(last, past)
    if (userId === undefined || signedIn === userId) return []
    if (signedIn !== undefined)
      return [{ path: 'userId', value: `${shown(userId)}; signed in: ${shown(signedIn)}` }]
    return !last && past.some(isOpenOffer)
      ? [{ path: 'userId', value: `${shown(userId)}; a sign-in is still offered` }]
      : []
  },
  ['allAcceptedCredentials'],
)

/** A registration signs in too. */
function isSignIn({ kind, outcome }: PastCall): boolean {
  return kind !== 'signal' && outcome === 'done'
}

/** The page shows its sign-in form while it offers passkeys in it. */
function isOpenOffer(past: PastCall): boolean {
  return past.kind === 'get' && past.mediation === 'conditional' && past.outcome === 'pending'
}

/** The user whom a sign-in named, or who registered the passkey that signed in. */
function userOf(past: PastCall, earlier: readonly PastCall[]): string | undefined {
  if (past.kind === 'create') return past.userId ?? undefined
  if (past.kind === 'signal' || past.credential === null) return undefined
  const { id, userHandle } = past.credential
  if (userHandle !== null) return userHandle
  const made = earlier.find((one) => one.kind === 'create' && one.credential?.id === id)
  return made?.kind === 'create' ? (made.userId ?? undefined) : undefined
}
