import { create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('extension-of-other-ceremony', {
  finds: {
    'credBlob in a sign-in': {
      calls: [get({ extensions: { credBlob: 'AQ' } })],
      at: [['publicKey.extensions.credBlob', 'belongs in create()']],
    },
    'getCredBlob in a registration': {
      calls: [create({ extensions: { getCredBlob: true } })],
      at: [['publicKey.extensions.getCredBlob', 'belongs in get()']],
    },
  },
  leaves: {
    'extensions of both': [
      create({ extensions: { credProps: true, prf: {}, appidExclude: 'https://example.org' } }),
      get({ extensions: { appid: 'https://example.org', prf: { eval: { first: 'AQ' } } } }),
    ],
  },
})
