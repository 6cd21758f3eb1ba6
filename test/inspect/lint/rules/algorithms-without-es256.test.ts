import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('algorithms-without-es256', {
  finds: {
    'EdDSA and RS256 alone': {
      calls: [
        create({
          pubKeyCredParams: [
            { type: 'public-key', alg: -8 },
            { type: 'public-key', alg: -257 },
          ],
        }),
      ],
      at: [['publicKey.pubKeyCredParams', '-8, -257']],
    },
  },
  leaves: {
    'an empty list, which means the default': [create({ pubKeyCredParams: [] })],
  },
})
