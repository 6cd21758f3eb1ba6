import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('timeout-in-seconds', {
  finds: {
    sixty: { calls: [create({ timeout: 60 })], at: [['publicKey.timeout', '60']] },
    'three hundred': { calls: [get({ timeout: 300 })], at: [['publicKey.timeout', '300']] },
  },
  leaves: {
    'five minutes': [get({ timeout: 300_000 })],
  },
})
