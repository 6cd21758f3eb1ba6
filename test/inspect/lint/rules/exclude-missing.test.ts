import { BEN, DECLINED, PASSKEY, bytesFor, create, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

const OTHER = { id: bytesFor('other'), userHandle: null, transports: [] }

plantedRule('exclude-missing', {
  finds: {
    'no list': {
      calls: [create(), create({ excludeCredentials: undefined }, { credential: OTHER })],
      at: [['publicKey.excludeCredentials', `lacks ${JSON.stringify(PASSKEY)}`]],
    },
    'a list of others': {
      calls: [
        create(),
        create(
          { excludeCredentials: [{ type: 'public-key', id: BEN, transports: ['usb'] }] },
          { credential: OTHER },
        ),
      ],
      at: [['publicKey.excludeCredentials', `lacks ${JSON.stringify(PASSKEY)}`]],
    },
  },
  leaves: {
    'a complete list': [
      create(),
      create(
        { excludeCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }] },
        { credential: OTHER },
      ),
    ],
    'another user': [
      create(),
      create(
        { user: { id: BEN, name: 'ben@example.org', displayName: 'Ada' } },
        { credential: OTHER },
      ),
    ],
    'a passkey that the page called unknown': [
      create(),
      signal('unknownCredential'),
      create({}, { credential: OTHER }),
    ],
    'a passkey that was never made': [create({}, DECLINED), create()],
  },
})
