import { PASSKEY, create, get, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('hidden-passkey-allowed', {
  finds: {
    'a passkey that the page called unknown': {
      calls: [
        create(),
        signal('unknownCredential'),
        get({ allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }] }),
      ],
      at: [['publicKey.allowCredentials[0].id', JSON.stringify(PASSKEY)]],
    },
  },
  leaves: {
    'one that the page has listed again since then': [
      create(),
      signal('unknownCredential'),
      signal('allAcceptedCredentials'),
      get({ allowCredentials: [{ type: 'public-key', id: PASSKEY, transports: ['internal'] }] }),
    ],
  },
})
