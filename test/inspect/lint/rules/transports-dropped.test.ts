import { PASSKEY, create, get } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('transports-dropped', {
  finds: {
    'an entry without them': {
      calls: [create(), get({ allowCredentials: [{ type: 'public-key', id: PASSKEY }] })],
      at: [['publicKey.allowCredentials[0].transports', 'absent; reported: internal, hybrid']],
    },
  },
  leaves: {
    'an entry with them': [
      create(),
      get({ allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }] }),
    ],
    'a registration that reported none': [
      create({}, { credential: { id: PASSKEY, userHandle: null, transports: [] } }),
      get({ allowCredentials: [{ type: 'public-key', id: PASSKEY }] }),
    ],
    'a passkey that is not known': [
      get({ allowCredentials: [{ type: 'public-key', id: PASSKEY }] }),
    ],
  },
})
