import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('extension-of-other-ceremony', {
  finds: {
    'credProps in a sign-in': {
      calls: [get({ extensions: { credProps: true } })],
      at: [['publicKey.extensions.credProps', 'belongs in create()']],
    },
    'appid in a registration': {
      calls: [create({ extensions: { appid: 'https://example.org' } })],
      at: [['publicKey.extensions.appid', 'belongs in get()']],
    },
  },
  leaves: {
    'extensions of both': [
      create({ extensions: { credProps: true, prf: {}, appidExclude: 'https://example.org' } }),
      get({ extensions: { appid: 'https://example.org', prf: { eval: { first: 'AQ' } } } }),
    ],
  },
})
