import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('attestation-enterprise', {
  finds: {
    'enterprise attestation': {
      calls: [create({ attestation: 'enterprise' })],
      at: [['publicKey.attestation', '"enterprise"']],
    },
  },
  leaves: {
    'none in so many words': [create({ attestation: 'none' })],
  },
})
