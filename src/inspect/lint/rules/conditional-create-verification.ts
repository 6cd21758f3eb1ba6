import { onCreate } from '../rule'

export const conditionalCreateVerification = onCreate(
  {
    id: 'conditional-create-verification',
    severity: 'warning',
    title: 'The automatic upgrade requires user verification.',
    section: 'WebAuthn §5.1.3 step 22',
    why: 'A conditional `create()` opens no dialog. Without verification it fails with a ConstraintError, and the user gets no passkey.',
    instead:
      'Set `userVerification` to `preferred` in a conditional `create()`, and do not require the UV flag of its answer.',
  },
  ({ mediation, options: { userVerification, verificationPath } }) =>
    mediation === 'conditional' && userVerification === 'required'
      ? [{ path: verificationPath, value: '"required"' }]
      : [],
)
