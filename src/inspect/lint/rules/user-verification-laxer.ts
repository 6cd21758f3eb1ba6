import { lastCreation } from '../page-history'
import { onGet } from '../rule'

export const userVerificationLaxer = onGet(
  {
    id: 'user-verification-laxer',
    severity: 'hint',
    title: 'Registration requires user verification, and sign-in discourages it.',
    section: 'WebAuthn §5.8.6, §7.2 step 17',
    why: 'The sign-in then shows no more than that somebody holds the device. A server that requires the UV flag refuses it.',
    instead: 'Ask for the verification that the server needs in both ceremonies.',
  },
  ({ rpId, options: { userVerification, verificationPath } }, { earlier }) => {
    const made = lastCreation(rpId, earlier)
    return userVerification === 'discouraged' && made?.userVerification === 'required'
      ? [{ path: verificationPath, value: '"discouraged"; at registration "required"' }]
      : []
  },
)
