import { bytesOf } from '../lenient'
import { onCeremony } from '../rule'
import { shownChallenge } from '../shown'

const LEAST_BYTES = 16

export const challengeShort = onCeremony(
  {
    id: 'challenge-short',
    severity: 'error',
    title: 'The challenge is shorter than 16 bytes.',
    section: 'WebAuthn §13.4.3',
    why: 'A short challenge can be guessed, or comes up again. Then an old answer of an authenticator passes for a new one.',
    instead: 'Send at least 16 random bytes; 32 are usual.',
  },
  ({ options: { challenge } }) => {
    const bytes = bytesOf(challenge)
    return challenge === undefined || !bytes || bytes.length >= LEAST_BYTES
      ? []
      : [{ path: 'publicKey.challenge', value: shownChallenge(challenge) }]
  },
)
