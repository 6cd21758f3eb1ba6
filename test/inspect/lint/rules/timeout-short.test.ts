import { OFFERED, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('timeout-short', {
  finds: {
    'ten seconds': { calls: [create({ timeout: 10_000 })], at: [['publicKey.timeout', '10000']] },
    'no time at all': { calls: [get({ timeout: 0 })], at: [['publicKey.timeout', '0']] },
  },
  leaves: {
    'a minute': [create({ timeout: 60_000 })],
    'no time-out': [get({ timeout: undefined })],
    'an offer, which has no time-out': [get({ timeout: 10_000 }, OFFERED)],
  },
})
