import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('attestation-formats-unused', {
  finds: {
    'formats without a wish for attestation': {
      calls: [create({ attestationFormats: ['packed'] })],
      at: [['publicKey.attestationFormats', '["packed"]']],
    },
  },
  leaves: {
    'formats of what is asked for': [
      create({ attestation: 'direct', hints: ['security-key'], attestationFormats: ['packed'] }),
    ],
    'an empty list': [create({ attestationFormats: [] })],
  },
})
