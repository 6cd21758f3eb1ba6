import { listOf } from '../lenient'
import { onCreate } from '../rule'
import { shown } from '../shown'

export const attestationFormatsUnused = onCreate(
  {
    id: 'attestation-formats-unused',
    severity: 'hint',
    title: '`attestationFormats` stands beside no wish for attestation.',
    section: 'WebAuthn §5.1.3 step 22, §5.4',
    why: 'With `attestation: "none"`, which is the default, browsers replace the list by `["none"]`.',
    instead: 'Leave `attestationFormats` out, or ask for attestation.',
  },
  ({ options: { attestation = 'none', members } }) =>
    attestation === 'none' && listOf(members.attestationFormats).some((format) => format !== 'none')
      ? [{ path: 'publicKey.attestationFormats', value: shown(members.attestationFormats) }]
      : [],
)
