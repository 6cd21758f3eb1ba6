import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('rp-name-empty', {
  finds: {
    'an empty name': {
      calls: [create({ rp: { id: 'example.org', name: '' } })],
      at: [['publicKey.rp.name', '""']],
    },
  },
  leaves: {
    'the RP ID as the name': [create({ rp: { id: 'example.org', name: 'example.org' } })],
  },
})
