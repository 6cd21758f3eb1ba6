import { ADA, PASSKEY, create, encoded, signal } from '../../../support/page-calls'
import { plantedRule } from '../../../support/planted-rule'

plantedRule('signal-id-encoded-twice', {
  finds: {
    'the user’s id': {
      calls: [create(), signal('currentUserDetails', { userId: encoded(ADA) })],
      at: [['userId', JSON.stringify(encoded(ADA))]],
    },
    'a credential’s id': {
      calls: [create(), signal('unknownCredential', { credentialId: encoded(PASSKEY) })],
      at: [['credentialId', JSON.stringify(encoded(PASSKEY))]],
    },
  },
  leaves: {
    'ids as they are': [create(), signal('currentUserDetails'), signal('unknownCredential')],
  },
})
