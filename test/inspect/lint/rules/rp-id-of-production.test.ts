import { create } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('rp-id-of-production', {
  finds: {
    'a staging host with the RP ID of the domain': {
      calls: [create({}, { origin: 'https://staging.example.org' })],
      at: [['publicKey.rp.id', '"example.org" at "staging.example.org"']],
    },
    'a numbered test host': {
      calls: [create({}, { origin: 'https://shop-test2.example.org' })],
      at: [['publicKey.rp.id', '"example.org" at "shop-test2.example.org"']],
    },
  },
  leaves: {
    'a login host': [create({}, { origin: 'https://login.example.org' })],
    'a staging host by itself': [
      create(
        { rp: { id: 'staging.example.org', name: 'Example' } },
        { origin: 'https://staging.example.org' },
      ),
    ],
    'a name that has such a word inside': [create({}, { origin: 'https://latest.example.org' })],
  },
})
