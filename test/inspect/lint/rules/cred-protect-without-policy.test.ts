import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('cred-protect-without-policy', {
  finds: {
    'enforcing nothing': {
      calls: [create({ extensions: { enforceCredentialProtectionPolicy: true } })],
      at: [['publicKey.extensions.enforceCredentialProtectionPolicy', 'true']],
    },
  },
  leaves: {
    'enforcing a policy': [
      create({
        extensions: {
          enforceCredentialProtectionPolicy: true,
          credentialProtectionPolicy: 'userVerificationRequired',
        },
      }),
    ],
    'enforcing in so many words not': [
      create({ extensions: { enforceCredentialProtectionPolicy: false } }),
    ],
  },
})
