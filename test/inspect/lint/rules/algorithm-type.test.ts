import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('algorithm-type', {
  finds: {
    'an entry without a type': {
      calls: [create({ pubKeyCredParams: [{ type: 'public-key', alg: -7 }, { alg: -257 }] })],
      at: [['publicKey.pubKeyCredParams[1].type', 'absent']],
    },
  },
  leaves: {
    types: [
      create({
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
      }),
    ],
  },
})
