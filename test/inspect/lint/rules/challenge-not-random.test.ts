import { bytesFor, create, encoded, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('challenge-not-random', {
  finds: {
    zeros: {
      calls: [create({ challenge: encoded(Array.from({ length: 32 }, () => 0)) })],
      at: [['publicKey.challenge', 'AAAAAA… (32 bytes)']],
    },
    'bytes that count up': {
      calls: [get({ challenge: encoded(Array.from({ length: 16 }, (_, index) => index)) })],
      at: [['publicKey.challenge', 'AAECAw… (16 bytes)']],
    },
    words: {
      calls: [get({ challenge: encoded('this is a random challenge') })],
      at: [['publicKey.challenge', 'dGhpcy… (26 bytes)']],
    },
  },
  leaves: {
    'the text of random bytes': [get({ challenge: encoded(bytesFor('text')) })],
    'a UUID': [get({ challenge: encoded('6f1c2f0e-3f0b-4d0e-9a55-2b8f6b1c7d3e') })],
  },
})
