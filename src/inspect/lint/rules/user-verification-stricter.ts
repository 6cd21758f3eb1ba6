import { lastCreation } from '../page-history'
import { onGet } from '../rule'
import { shown } from '../shown'

export const userVerificationStricter = onGet(
  {
    id: 'user-verification-stricter',
    severity: 'warning',
    title: 'Sign-in requires user verification, and registration did not.',
    section: 'WebAuthn §5.8.6',
    why: 'A user may have registered an authenticator that cannot verify, such as a security key without a PIN. That user can never sign in.',
    instead: 'Set `userVerification` to `required` in both ceremonies.',
  },
  ({ rpId, options: { userVerification, verificationPath } }, { earlier }) => {
    const made = userVerification === 'required' ? lastCreation(rpId, earlier) : undefined
    return !made || made.userVerification === 'required'
      ? []
      : [
          {
            path: verificationPath,
            value: `"required"; at registration ${shown(made.userVerification)}`,
          },
        ]
  },
)
