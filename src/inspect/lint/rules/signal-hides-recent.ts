import { onSignal } from '../rule'
import { shown } from '../shown'

const LATELY_MS = 24 * 60 * 60_000

export const signalHidesRecent = onSignal(
  {
    id: 'signal-hides-recent',
    severity: 'hint',
    title: 'The list leaves out a passkey that signed in lately.',
    section: 'WebAuthn §5.1.10.3',
    why: 'The signal hides the passkey from its user. That is right if the user has just deleted it, and a mistake if the list is of another user, cut off or empty.',
    instead:
      'List every credential that the server accepts for the user, read in the same request.',
  },
  ({ rpId = '', userId = '', accepted, at }, { passkeys }) => {
    const listed = new Set(accepted)
    const lost = passkeys
      .ofUser(rpId, userId)
      .find(
        ({ id, isDiscoverable, isHidden, lastUsedAt }) =>
          isDiscoverable && !isHidden && !listed.has(id) && isLately(lastUsedAt, at),
      )
    return lost ? [{ path: 'allAcceptedCredentialIds', value: `lacks ${shown(lost.id)}` }] : []
  },
  ['allAcceptedCredentials'],
)

function isLately(lastUsedAt: number | null, at: number | null): boolean {
  return lastUsedAt !== null && at !== null && at - lastUsedAt < LATELY_MS
}
