import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('algorithms-without-rs256', {
  finds: {
    'EdDSA and ES256 alone': {
      calls: [
        create({
          pubKeyCredParams: [
            { type: 'public-key', alg: -8 },
            { type: 'public-key', alg: -7 },
          ],
        }),
      ],
      at: [['publicKey.pubKeyCredParams', '-8, -7']],
    },
  },
  leaves: {
    'all three': [
      create({
        pubKeyCredParams: [
          { type: 'public-key', alg: -8 },
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
        ],
      }),
    ],
  },
})
