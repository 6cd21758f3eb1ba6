import { onCreate } from '../rule'

export const attestationUnneeded = onCreate(
  {
    id: 'attestation-unneeded',
    severity: 'hint',
    title: 'The page asks for attestation.',
    section: 'WebAuthn §5.4.7, §14.4.1',
    why: 'Most passkey providers have none to give, some browsers ask the user for consent, and few servers judge it.',
    instead:
      'Leave `attestation` out, unless the server checks certificates against a list of models that it accepts.',
  },
  ({ options: { attestation, hints, selection } }) =>
    attestation === 'direct' &&
    !hints.includes('security-key') &&
    selection.authenticatorAttachment !== 'cross-platform'
      ? [{ path: 'publicKey.attestation', value: '"direct"' }]
      : [],
)
