import type { PastCall } from '../page-history'
import { onCeremony } from '../rule'
import { shownChallenge } from '../shown'

export const challengeReused = onCeremony(
  {
    id: 'challenge-reused',
    severity: 'error',
    title: 'The challenge was used before.',
    section: 'WebAuthn §13.4.3',
    why: 'An attacker who recorded an earlier response can replay it.',
    instead: 'Make a new challenge for each ceremony, and forget it once an answer has come.',
  },
  ({ options: { challenge } }, { earlier }) =>
    challenge !== undefined && challenge !== '' && earlier.some((past) => hasUsed(past, challenge))
      ? [{ path: 'publicKey.challenge', value: shownChallenge(challenge) }]
      : [],
)

/** A failed ceremony, or an ignored offer, has not used the challenge. */
function hasUsed(past: PastCall, challenge: string): boolean {
  if (past.kind === 'signal' || past.challenge !== challenge) return false
  return past.outcome === 'done' || (past.outcome === 'unknown' && past.mediation !== 'conditional')
}
