import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('algorithm-as-text', {
  finds: {
    'a number in quotes': {
      calls: [
        create({
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
            { type: 'public-key', alg: '-8' },
          ],
        }),
      ],
      at: [['publicKey.pubKeyCredParams[2].alg', '"-8"']],
    },
  },
  leaves: {
    numbers: [
      create({
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
          { type: 'public-key', alg: -8 },
        ],
      }),
    ],
  },
})
