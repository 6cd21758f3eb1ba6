import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('algorithm-repeated', {
  finds: {
    'ES256 twice': {
      calls: [
        create({
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
            { type: 'public-key', alg: -7 },
          ],
        }),
      ],
      at: [['publicKey.pubKeyCredParams[2].alg', '-7']],
    },
  },
  leaves: {
    'each once': [
      create({
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
      }),
    ],
  },
})
