import { onCeremony } from '../rule'
import { shown } from '../shown'

export const userVerificationMissing = onCeremony(
  {
    id: 'user-verification-missing',
    severity: 'hint',
    title: '`userVerification` is not set.',
    section: 'WebAuthn §5.4.4, §5.5, §5.8.6',
    why: 'The default is `preferred`. Many pages mean another value: with `preferred` a server must not rely on verification, and some devices ask for a PIN without need.',
    instead:
      'Say what you mean: `required` where the passkey replaces the password, `preferred`, or `discouraged` for a second factor.',
  },
  ({ options: { userVerification, verificationPath } }) =>
    userVerification === undefined || userVerification === null
      ? [{ path: verificationPath, value: shown(undefined) }]
      : [],
)
