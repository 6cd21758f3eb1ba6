import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('algorithm-weak', {
  finds: {
    RS1: {
      calls: [
        create({
          pubKeyCredParams: [
            { type: 'public-key', alg: -7 },
            { type: 'public-key', alg: -257 },
            { type: 'public-key', alg: -65535 },
          ],
        }),
      ],
      at: [['publicKey.pubKeyCredParams[2].alg', '-65535']],
    },
  },
  leaves: {
    PS256: [
      create({
        pubKeyCredParams: [
          { type: 'public-key', alg: -7 },
          { type: 'public-key', alg: -257 },
          { type: 'public-key', alg: -37 },
        ],
      }),
    ],
  },
})
