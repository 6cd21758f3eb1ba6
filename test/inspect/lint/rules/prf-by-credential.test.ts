import { PASSKEY, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('prf-by-credential', {
  finds: {
    'a key without a list': {
      calls: [get({ extensions: { prf: { evalByCredential: { [PASSKEY]: { first: 'AQ' } } } } })],
      at: [['publicKey.extensions.prf.evalByCredential', JSON.stringify(PASSKEY)]],
    },
    'a key that is not in the list': {
      calls: [
        get({
          allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }],
          extensions: { prf: { evalByCredential: { AQID: { first: 'AQ' } } } },
        }),
      ],
      at: [['publicKey.extensions.prf.evalByCredential', '"AQID"']],
    },
  },
  leaves: {
    'a key in the list': [
      get({
        allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }],
        extensions: { prf: { evalByCredential: { [PASSKEY]: { first: 'AQ' } } } },
      }),
    ],
  },
})
