import { onCreate } from '../rule'

export const attestationEnterprise = onCreate(
  {
    id: 'attestation-enterprise',
    severity: 'hint',
    title: 'The page asks for enterprise attestation.',
    section: 'WebAuthn §5.4.7',
    why: 'Only browsers whose administrator lists the RP ID give it, and only for keys that a company ordered so. All others treat it as `none` or `direct`.',
    instead: 'Ask for it on managed computers alone, and accept answers without it.',
  },
  ({ options: { attestation } }) =>
    attestation === 'enterprise' ? [{ path: 'publicKey.attestation', value: '"enterprise"' }] : [],
)
