import { PASSKEY, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const allowCredentials = [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }]
const conditional = { mediation: 'conditional' }
const path = 'publicKey.extensions.prf.evalByCredential'

plantedRule('prf-by-credential-conditional', {
  finds: {
    'inputs for a listed credential': {
      calls: [
        get(
          {
            allowCredentials,
            extensions: { prf: { evalByCredential: { [PASSKEY]: { first: 'AQ' } } } },
          },
          conditional,
        ),
      ],
      at: [[path, 'for 1 credential']],
    },
    'inputs without a list': {
      calls: [
        get(
          {
            extensions: {
              prf: { evalByCredential: { [PASSKEY]: { first: 'AQ' }, AQID: { first: 'AQ' } } },
            },
          },
          conditional,
        ),
      ],
      at: [[path, 'for 2 credentials']],
    },
  },
  leaves: {
    'inputs for any credential': [
      get({ allowCredentials, extensions: { prf: { eval: { first: 'AQ' } } } }, conditional),
    ],
    'no inputs': [get({ extensions: { prf: { evalByCredential: {} } } }, conditional)],
    'a modal sign-in': [
      get({
        allowCredentials,
        extensions: { prf: { evalByCredential: { [PASSKEY]: { first: 'AQ' } } } },
      }),
    ],
  },
})
