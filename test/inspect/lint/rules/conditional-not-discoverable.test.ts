import { OFFERED, create, get, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('conditional-not-discoverable', {
  finds: {
    'an offer of passkeys that are not discoverable': {
      calls: [
        create({
          authenticatorSelection: {
            residentKey: 'discouraged',
            requireResidentKey: false,
            userVerification: 'preferred',
          },
        }),
        get({}, OFFERED),
      ],
      at: [['mediation', '"conditional"']],
    },
  },
  leaves: {
    'an offer of discoverable ones': [create(), get({}, OFFERED)],
    'an offer where nothing is known of passkeys': [get({}, OFFERED)],
    'an offer after the page called the passkey unknown': [
      create({
        authenticatorSelection: {
          residentKey: 'discouraged',
          requireResidentKey: false,
          userVerification: 'preferred',
        },
      }),
      signal('unknownCredential'),
      get({}, OFFERED),
    ],
  },
})
