import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('rp-id-www', {
  finds: {
    'an RP ID that begins with www': {
      calls: [
        create(
          { rp: { id: 'www.example.org', name: 'Example' } },
          { origin: 'https://www.example.org' },
        ),
      ],
      at: [['publicKey.rp.id', '"www.example.org"']],
    },
    'an absent RP ID on such a host': {
      calls: [get({ rpId: undefined }, { origin: 'https://www.example.org' })],
      at: [['publicKey.rpId', 'absent, so "www.example.org"']],
    },
  },
  leaves: {
    'the domain on such a host': [create({}, { origin: 'https://www.example.org' })],
    'a name that begins alike': [
      get({ rpId: 'wwwexample.org' }, { origin: 'https://wwwexample.org' }),
    ],
  },
})
