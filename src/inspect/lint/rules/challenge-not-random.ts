import { bytesOf, wordsIn } from '../lenient'
import { onCeremony } from '../rule'
import { shownChallenge } from '../shown'

/** `challenge-short` judges shorter ones. */
const LEAST_BYTES = 16
/** A random challenge has fewer different bytes with a probability of 10⁻²⁰. */
const LEAST_DIFFERENT = 5
/** Random text has no such words. */
const PROSE = /^[\w .-]*(challenge|random|secret|server|example|webauthn|passkey)[\w .-]*$/i

export const challengeNotRandom = onCeremony(
  {
    id: 'challenge-not-random',
    severity: 'error',
    title: 'The challenge does not look random.',
    section: 'WebAuthn §13.4.3',
    why: 'An attacker who guesses the challenge can get a response in advance.',
    instead:
      'Take each challenge from a cryptographic random generator on the server, such as `crypto.randomBytes(32)`.',
  },
  ({ options: { challenge } }) => {
    const bytes = bytesOf(challenge)
    return challenge === undefined || !bytes || bytes.length < LEAST_BYTES || !isGuessable(bytes)
      ? []
      : [{ path: 'publicKey.challenge', value: shownChallenge(challenge) }]
  },
)

/** A few repeated bytes, bytes that count up or down, or readable words. */
function isGuessable(bytes: Uint8Array): boolean {
  const steps = new Set(bytes.slice(1).map((byte, index) => byte - (bytes[index] ?? 0)))
  const isProse = PROSE.test(wordsIn(bytes) ?? '')
  return new Set(bytes).size < LEAST_DIFFERENT || steps.size === 1 || isProse
}
