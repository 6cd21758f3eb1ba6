import { DECLINED, OFFERED, bytesFor, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const USED = bytesFor('used')
const SHOWN = `${USED.slice(0, 6)}… (32 bytes)`

plantedRule('challenge-reused', {
  finds: {
    'a challenge that was answered before': {
      calls: [get({ challenge: USED }), get({ challenge: USED })],
      at: [['publicKey.challenge', SHOWN]],
    },
    'the challenge of a registration': {
      calls: [create({ challenge: USED }), get({ challenge: USED })],
      at: [['publicKey.challenge', SHOWN]],
    },
    'a challenge of a record that does not say how it went': {
      calls: [
        get({ challenge: USED }, { outcome: 'unknown', credential: null }),
        get({ challenge: USED }),
      ],
      at: [['publicKey.challenge', SHOWN]],
    },
  },
  leaves: {
    'the same challenge after the user declined': [
      get({ challenge: USED }, DECLINED),
      get({ challenge: USED }),
    ],
    'the challenge of an offer that nobody took up': [
      get({ challenge: USED }, { ...OFFERED, outcome: 'refused' }),
      get({ challenge: USED }),
    ],
  },
})
