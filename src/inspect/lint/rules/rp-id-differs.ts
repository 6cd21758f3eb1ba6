import type { PastCall } from '../page-history'
import { onGet } from '../rule'
import { shown } from '../shown'

export const rpIdDiffers = onGet(
  {
    id: 'rp-id-differs',
    severity: 'warning',
    title: 'Sign-in asks with another RP ID than registration.',
    section: 'WebAuthn §5.5, §6.3.3',
    why: 'Passkeys belong to the RP ID that they were made with. Authenticators never offer them to another one.',
    instead:
      'Give the same RP ID in both ceremonies. Mind that an absent one is the page’s whole host.',
  },
  ({ givenRpId, rpId, rpIdPath }, { earlier }) => {
    const made = earlier.findLast((past) => past.kind === 'create' && past.outcome !== 'refused')
    return !made || made.rpId === null || rpId === undefined || wasMadeFor(rpId, earlier)
      ? []
      : [
          {
            path: rpIdPath,
            value: `${givenRpId === undefined ? 'absent, so ' : ''}${shown(rpId)}; registered with ${shown(made.rpId)}`,
          },
        ]
  },
)

/** A page may use several RP IDs, and may have changed from one to another. */
function wasMadeFor(rpId: string, earlier: readonly PastCall[]): boolean {
  return earlier.some(
    (past) => past.kind !== 'signal' && past.rpId === rpId && past.outcome !== 'refused',
  )
}
