import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('algorithms-order', {
  finds: {
    'RS256 first': {
      calls: [
        create({
          pubKeyCredParams: [
            { type: 'public-key', alg: -257 },
            { type: 'public-key', alg: -7 },
          ],
        }),
      ],
      at: [['publicKey.pubKeyCredParams', '-257, -7']],
    },
  },
  leaves: {
    'ES256 first, and ML-DSA before it': [
      create({
        pubKeyCredParams: [
          { type: 'public-key', alg: -48 },
          { type: 'public-key', alg: -8 },
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
      }),
    ],
  },
})
