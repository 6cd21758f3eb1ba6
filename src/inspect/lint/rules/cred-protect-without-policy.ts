import { has } from '../lenient'
import { onCreate } from '../rule'

export const credProtectWithoutPolicy = onCreate(
  {
    id: 'cred-protect-without-policy',
    severity: 'warning',
    title: '`enforceCredentialProtectionPolicy` is set without a policy.',
    section: 'CTAP 2.1 §12.1',
    why: 'It says what to do where the policy cannot be had. Without `credentialProtectionPolicy` it does nothing.',
    instead: 'Give `credentialProtectionPolicy` too, or leave both out.',
  },
  ({ options: { extensions } }) =>
    extensions.enforceCredentialProtectionPolicy === true &&
    !has(extensions, 'credentialProtectionPolicy')
      ? [{ path: 'publicKey.extensions.enforceCredentialProtectionPolicy', value: 'true' }]
      : [],
)
