import { DECLINED, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const LOGIN = 'https://login.example.org'

plantedRule('rp-id-differs', {
  finds: {
    'another RP ID than at registration': {
      calls: [
        create({ rp: { id: 'login.example.org', name: 'Example' } }, { origin: LOGIN }),
        get({}, { origin: LOGIN }),
      ],
      at: [['publicKey.rpId', '"example.org"; registered with "login.example.org"']],
    },
    'the host in place of an absent one': {
      calls: [create({}, { origin: LOGIN }), get({ rpId: undefined }, { origin: LOGIN })],
      at: [['publicKey.rpId', 'absent, so "login.example.org"; registered with "example.org"']],
    },
  },
  leaves: {
    'the same RP ID': [create(), get()],
    'a page that moved to another RP ID, and lets users sign in with both': [
      create({ rp: { id: 'login.example.org', name: 'Example' } }, { origin: LOGIN }),
      create({}, { origin: LOGIN }),
      get({ rpId: 'login.example.org' }, { origin: LOGIN }),
    ],
    'a registration that failed': [
      create({}, { ...DECLINED, origin: LOGIN }),
      get({ rpId: 'login.example.org' }, { origin: LOGIN }),
    ],
  },
})
