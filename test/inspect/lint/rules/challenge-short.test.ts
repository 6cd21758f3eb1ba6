import { bytesFor, create, encoded, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('challenge-short', {
  finds: {
    'a challenge of 15 bytes': {
      calls: [create({ challenge: encoded('fifteen bytes !') })],
      at: [['publicKey.challenge', 'ZmlmdG… (15 bytes)']],
    },
    'an empty challenge': {
      calls: [get({ challenge: '' })],
      at: [['publicKey.challenge', '… (0 bytes)']],
    },
  },
  leaves: {
    '16 bytes': [get({ challenge: bytesFor('sixteen', 16) })],
  },
})
